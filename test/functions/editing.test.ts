import type { HttpResponseInit } from '@azure/functions';
import { beforeEach, describe, expect, test } from 'vitest';
import { editCasePut } from '../../functions/edit-case-put.ts';
import { sessionGet } from '../../functions/session-get.ts';
import { sessionHistoryGet } from '../../functions/session-history-get.ts';
import { sessionRedoPost } from '../../functions/session-redo-post.ts';
import { sessionUndoPost } from '../../functions/session-undo-post.ts';
import { sessionsPost } from '../../functions/sessions-post.ts';
import type { Deps } from '../../shared/deps.ts';
import { incoherence } from '../helpers/coherent-case.ts';
import { keepDraft } from '../helpers/draft.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { caseRecord } from '../helpers/record.ts';
import { bodyOf, context, headerOf, post, request, streamedBodyOf } from '../helpers/requests.ts';

const session_id = 'draft-1';
const params = { session_id };
let deps: Deps;

beforeEach(async () => {
  deps = fakeDeps();
  await keepDraft(deps.sessions, session_id, caseRecord());
});

const edit = (body: object, headers: Record<string, string> = {}): Promise<HttpResponseInit> =>
  editCasePut(post('/edit-case', { session_id, ...body }, headers), context(), deps);
const operate = (...operations: object[]): Promise<HttpResponseInit> => edit({ operations });
const shown = async (): Promise<Record<string, unknown>> =>
  streamedBodyOf(await sessionGet(request('/session/draft-1', { params }), context(), deps));

type Details = Record<'history_questions' | 'physical_exam_findings' | 'diagnostic_workup', Record<string, unknown>[]>;
type Tier = { tier_level: number; buckets: Record<string, unknown>[]; a_priori_probabilities: Record<string, number> };
type Ratio = Record<string, unknown> & { likelihood_ratio: number };
const details = (body: Record<string, unknown>): Details => body.case_details as Details;
const tiers = (body: Record<string, unknown>): Tier[] => body.diagnostic_framework as Tier[];
const ratios = (body: Record<string, unknown>): Ratio[] => body.feature_likelihood_ratios as Ratio[];

describe('PUT /edit-case', () => {
  test('changes what is given, leaves the rest, and raises the version', async () => {
    const before = await shown();
    const reply = await edit({ title: 'A new title', case_details: { presentation: 'Sits by the window.' } });
    expect(reply.status).toBe(200);
    expect(bodyOf(reply)).toMatchObject({ status: 'success', session_id, version: 2, can_undo: true });
    expect(headerOf(reply, 'etag')).toBe('"2"');
    const after = await shown();
    expect(after).toMatchObject({ title: 'A new title', version: 2 });
    expect(details(after)).toMatchObject({ presentation: 'Sits by the window.' });
    expect(details(after).history_questions).toEqual(details(before).history_questions);
    expect(ratios(after)).toEqual(ratios(before));
  });

  test('an unknown session is 404 with the words that clients know', async () => {
    const reply = await edit({ session_id: 'nobody', title: 'x' });
    expect(reply.status).toBe(404);
    expect(bodyOf(reply).detail).toBe('Session not found or expired');
  });

  test('what is sent back as it was shown changes nothing', async () => {
    const { case_details, diagnostic_framework, feature_likelihood_ratios } = await shown();
    const reply = await edit({ case_details, diagnostic_framework, feature_likelihood_ratios });
    expect(bodyOf(reply)).toMatchObject({ version: 1, changes: [], moved: [] });
    const rounded = (feature_likelihood_ratios as Ratio[]).map((row) => ({
      ...row,
      likelihood_ratio: Number(row.likelihood_ratio.toFixed(2)) || 0.01,
      probability: undefined,
    }));
    expect(bodyOf(await edit({ feature_likelihood_ratios: rounded }))).toMatchObject({ version: 1, changes: [] });
  });

  test('items without ids are matched by wording, then by place, and keep their state', async () => {
    const before = details(await shown()).history_questions;
    const bare = before.map(({ question, expected_answer }) => ({ question, expected_answer }));
    const [first, second, ...rest] = bare;
    await edit({ case_details: { history_questions: [second, { ...first, question: 'Asked another way?' }, ...rest] } });
    const after = details(await shown()).history_questions;
    expect(after.map(({ question }) => question)).toEqual([
      second?.question,
      'Asked another way?',
      ...rest.map((r) => r.question),
    ]);
    expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted());
    for (const item of after) expect(item.present).toBe(before.find(({ id }) => id === item.id)?.present);
  });

  test('a new item without a state is kept, and an audit asks for it; an empty list empties it', async () => {
    const { physical_exam_findings } = details(await shown());
    const added = { examination: 'Feel the calves', findings: 'Soft, not tender.' };
    await edit({ case_details: { physical_exam_findings: [...physical_exam_findings, added] } });
    const after = await shown();
    expect(details(after).physical_exam_findings.at(-1)).toMatchObject({ ...added, present: null });
    expect((after.audits as { id: string }[]).map(({ id }) => id)).toContain('state-unknown');
    await edit({ case_details: { physical_exam_findings: [] } });
    expect(details(await shown()).physical_exam_findings).toEqual([]);
  });

  test('buckets are matched by name, then by place when only the name changed, and keep their LRs', async () => {
    const before = await shown();
    const seeds = tiers(before).map(({ tier_level, buckets, a_priori_probabilities }) => ({
      tier_level,
      buckets: buckets.map(({ name, description }) => ({ name, description })),
      a_priori_probabilities,
    }));
    const [tier1] = seeds;
    const old = tier1?.buckets[0]?.name as string;
    if (tier1?.buckets[0]) tier1.buckets[0].name = 'Arteries and veins';
    if (tier1)
      tier1.a_priori_probabilities = Object.fromEntries(
        Object.entries(tier1.a_priori_probabilities).map(([name, p]) => [name === old ? 'Arteries and veins' : name, p]),
      );
    const reply = await edit({ diagnostic_framework: seeds });
    expect(bodyOf(reply).changes).toEqual([`Tier 1 bucket "${old}" is now called "Arteries and veins"`]);
    const values = (body: Record<string, unknown>) => ratios(body).map(({ likelihood_ratio }) => likelihood_ratio);
    expect(values(await shown())).toEqual(values(before));
  });

  test('a prior typed in an upper tier moves its leaves in proportion; all tiers sum to 1', async () => {
    const { diagnostic_framework } = await shown();
    const [tier1] = structuredClone(diagnostic_framework as Tier[]);
    if (!tier1) throw new Error('no tier 1');
    const [[first = '', p = 0] = [], ...others] = Object.entries(tier1.a_priori_probabilities);
    const wanted = 0.4;
    const priors = Object.fromEntries([
      [first, wanted],
      ...others.map(([name, q]) => [name, (q * (1 - wanted)) / (1 - p)] as const),
    ]);
    await edit({
      diagnostic_framework: [{ ...tier1, buckets: tier1.buckets.map(({ name }) => ({ name })), a_priori_probabilities: priors }],
    });
    const after = await shown();
    expect(tiers(after)[0]?.a_priori_probabilities[first]).toBeCloseTo(wanted, 9);
    for (const { a_priori_probabilities } of tiers(after))
      expect(Object.values(a_priori_probabilities).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(incoherence(after).identity).toBeLessThan(1e-9);
  });

  test('one LR typed in a list is met exactly, and the reply says which others moved', async () => {
    const before = ratios(await shown());
    const index = before.findIndex(({ tier_level, likelihood_ratio }) => tier_level === 2 && likelihood_ratio > 1.3);
    const wanted = 1.1;
    const list = before.map((row, i) => (i === index ? { ...row, likelihood_ratio: wanted } : row));
    const reply = await edit({ feature_likelihood_ratios: list });
    expect(reply.status).toBe(200);
    const after = await shown();
    expect(ratios(after)[index]?.likelihood_ratio).toBeCloseTo(wanted, 9);
    const moved = bodyOf(reply).moved as { feature_name: string; tier_level: number; asked: number; got: number }[];
    expect(moved.length).toBeGreaterThan(0);
    for (const { feature_name } of moved) expect(feature_name).toBe(before[index]?.feature_name);
    expect(incoherence(after).identity).toBeLessThan(1e-9);
  });

  test('LRs that contradict each other are fitted, and the reply says what moved', async () => {
    const before = ratios(await shown());
    const name = before[0]?.feature_name;
    const list = before
      .filter(({ feature_name, tier_level }) => feature_name === name && tier_level === 1)
      .map(({ feature_name, diagnostic_bucket, tier_level }) => ({
        feature_name,
        diagnostic_bucket,
        tier_level,
        likelihood_ratio: 4,
      }));
    const reply = await edit({ feature_likelihood_ratios: list });
    expect(reply.status).toBe(200);
    expect((bodyOf(reply).moved as object[]).length).toBe(list.length);
    expect(incoherence(await shown()).identity).toBeLessThan(1e-9);
  });

  test.each([
    ['an unknown feature', { feature_name: 'no such thing' }, /feature_name: there is no finding/],
    ['an unknown bucket', { diagnostic_bucket: 'no such thing' }, /diagnostic_bucket: tier 2 has no bucket/],
    ['an LR of 0', { likelihood_ratio: 0 }, /likelihood_ratio: must be above 0/],
    ['an LR of text', { likelihood_ratio: 'high' }, /likelihood_ratio: must be a number/],
  ])('%s is refused by its name, and nothing changes', async (_, wrong, words) => {
    const before = ratios(await shown()).filter(({ tier_level }) => tier_level === 2);
    const { feature_name, diagnostic_bucket, tier_level } = before[0] as Ratio;
    const reply = await edit({
      feature_likelihood_ratios: [{ feature_name, diagnostic_bucket, tier_level, likelihood_ratio: 1.2, ...wrong }],
    });
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).detail).toMatch(words);
    expect(await deps.sessions.version(session_id)).toBe(1);
  });

  test('an LR that cannot be is refused with the range that can', async () => {
    const [row] = ratios(await shown()).filter(({ tier_level, present }) => tier_level === 3 && present === true);
    const op = { op: 'set-ratio', finding_id: row?.feature_id, bucket_id: row?.bucket_id, likelihood_ratio: 100_000 };
    const reply = await operate({ op: 'set-finding', finding_id: row?.feature_id, finding: 'renamed' }, op);
    expect(reply.status).toBe(422);
    const { feasible, errors } = bodyOf(reply) as unknown as { feasible: { highest: number }; errors: { path: string }[] };
    expect(errors[0]?.path).toBe('operations.1.likelihood_ratio');
    expect(await deps.sessions.version(session_id)).toBe(1);
    const taken = await operate({ ...op, likelihood_ratio: feasible.highest });
    expect(taken.status).toBe(200);
  });

  test('with If-Match a stale write is 412, says what changed, and changes nothing', async () => {
    await edit({ title: 'By somebody else' });
    const reply = await edit({ title: 'Mine' }, { 'if-match': '"1"' });
    expect(reply.status).toBe(412);
    expect(bodyOf(reply)).toMatchObject({ code: 'precondition-failed', version: 2, changed_since: [{ version: 2 }] });
    expect((await shown()).title).toBe('By somebody else');
    expect((await edit({ title: 'Mine' }, { 'if-match': '"2"' })).status).toBe(200);
  });

  test('without it, edits of different fields are merged and of the same field refused with both sides', async () => {
    await edit({ title: 'Theirs' });
    const merged = await edit({ base_version: 1, case_details: { presentation: 'Mine' } });
    expect(bodyOf(merged)).toMatchObject({ merged: true, version: 3 });
    expect(await shown()).toMatchObject({ title: 'Theirs', case_details: { presentation: 'Mine' } });
    const clash = await edit({ base_version: 1, title: 'Mine' });
    expect(clash.status).toBe(409);
    expect(bodyOf(clash)).toMatchObject({ code: 'conflict', clashes: [{ field: 'title', yours: 'Mine', theirs: 'Theirs' }] });
    expect((await shown()).title).toBe('Theirs');
  });

  test('two that add a finding at once both keep theirs', async () => {
    const add = (finding: string) => ({
      op: 'add-finding',
      category: 'history',
      finding,
      present: true,
      question: `${finding}?`,
    });
    await operate(add('theirs'));
    const reply = await edit({ base_version: 1, operations: [add('mine')] });
    expect(reply.status).toBe(200);
    const names = details(await shown()).history_questions.map(({ finding }) => finding);
    expect(names.slice(-2).toSorted()).toEqual(['mine', 'theirs']);
  });

  test('an edit that is repeated with its key lands once', async () => {
    const key = { 'idempotency-key': 'edit-77' };
    expect(bodyOf(await edit({ title: 'Once' }, key)).version).toBe(2);
    await edit({ title: 'Then' });
    expect((await edit({ title: 'Once' }, key)).status).toBe(200);
    expect((await shown()).title).toBe('Then');
  });

  test('gives the whole draft back where it is asked for', async () => {
    const reply = bodyOf(await edit({ title: 'Whole' }, { prefer: 'return=representation' }));
    const { audits: _, ...draft } = await shown();
    expect(reply).toMatchObject(draft);
  });
});

describe('undo and redo', () => {
  const step = (direction: 'undo' | 'redo', headers = {}) =>
    (direction === 'undo' ? sessionUndoPost : sessionRedoPost)(
      request(`/session/draft-1/${direction}`, { method: 'POST', params, headers }),
      context(),
      deps,
    );

  test('go back to the first bytes, and forward again', async () => {
    const bytes = async () => JSON.stringify((await deps.sessions.find(session_id))?.record);
    const first = await bytes();
    for (const title of ['one', 'two', 'three']) await edit({ title });
    const last = await bytes();
    for (let i = 0; i < 3; i++) expect((await step('undo')).status).toBe(200);
    expect(await bytes()).toBe(first);
    expect(bodyOf(await step('undo'))).toMatchObject({ status: 409, detail: 'There is nothing to undo.' });
    for (let i = 0; i < 3; i++) expect((await step('redo')).status).toBe(200);
    expect(await bytes()).toBe(last);
    expect((await step('redo')).status).toBe(409);
  });

  test('an edit after an undo ends what could be made again', async () => {
    await edit({ title: 'one' });
    await step('undo');
    await edit({ title: 'two' });
    expect((await step('redo')).status).toBe(409);
    const history = bodyOf(await sessionHistoryGet(request('/session/draft-1/history', { params }), context(), deps));
    expect(history).toMatchObject({ version: 4, can_undo: true, can_redo: false });
    const revisions = history.revisions as { kind: string; by: string }[];
    expect(revisions.map(({ kind }) => kind).slice(0, 3)).toEqual(['edited', 'undone', 'edited']);
    expect(revisions[0]?.by).toBe('educator');
  });

  test('a stale one is refused', async () => {
    await edit({ title: 'one' });
    expect((await step('undo', { 'if-match': '"1"' })).status).toBe(412);
  });
});

test('a case that the caller kept goes back into a session', async () => {
  const kept = await shown();
  const reply = await sessionsPost(post('/sessions', { case: kept, locks: ['title'] }), context(), deps);
  expect(reply.status).toBe(201);
  const body = bodyOf(reply);
  expect(body).toMatchObject({ version: 1, locks: ['title'], title: kept.title });
  const restored = await deps.sessions.find(String(body.session_id));
  expect(restored?.record).toEqual((await deps.sessions.find(session_id))?.record);
});
