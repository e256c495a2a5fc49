import type { HttpResponseInit } from '@azure/functions';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { editCasePut } from '../../functions/edit-case-put.ts';
import { regenerateLrsPost } from '../../functions/regenerate-lrs-post.ts';
import { regenerateSectionPost } from '../../functions/regenerate-section-post.ts';
import { sessionHistoryGet } from '../../functions/session-history-get.ts';
import { sessionUndoPost } from '../../functions/session-undo-post.ts';
import { covers, fieldsOf } from '../../shared/cases/fields.ts';
import { keepingLocks } from '../../shared/cases/keeping-locks.ts';
import { keptFindings } from '../../shared/cases/section-locks.ts';
import { categoryOf, sections } from '../../shared/cases/sections.ts';
import type { Deps } from '../../shared/deps.ts';
import { AppError } from '../../shared/errors.ts';
import { incoherence } from '../helpers/coherent-case.ts';
import { keepDraft } from '../helpers/draft.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { caseRecord } from '../helpers/record.ts';
import { bodyOf, context, headerOf, post, request } from '../helpers/requests.ts';

const session_id = 'draft-1';
let deps: Deps;
let seed = 0;

beforeEach(async () => {
  seed = 0;
  deps = fakeDeps({ newSeed: () => ++seed });
  await keepDraft(deps.sessions, session_id, caseRecord());
});

const edit = (body: object): Promise<HttpResponseInit> =>
  editCasePut(Object.assign(post('/edit-case', { session_id, ...body })), context(), deps);
const lrs = (body: object = {}, path = '/regenerate-lrs', headers: Record<string, string> = {}): Promise<HttpResponseInit> =>
  regenerateLrsPost(post(path, { session_id, ...body }, headers), context(), deps);
const section = (name: string, body: object = {}, headers: Record<string, string> = {}): Promise<HttpResponseInit> =>
  regenerateSectionPost(post('/regenerate-section', { session_id, section: name, ...body }, headers), context(), deps);
const draft = async () => {
  const found = await deps.sessions.find(session_id);
  if (!found) throw new Error('the draft is gone');
  return found;
};

describe('POST /regenerate-lrs with the library', () => {
  test('takes back an author’s number, and says nothing of it where the case is as it was written', async () => {
    const first = caseRecord();
    const finding = first.findings[0]?.id ?? '';
    const leaf = first.framework.leaves[0]?.id ?? '';
    await edit({ operations: [{ op: 'set-probability', finding_id: finding, bucket_id: leaf, probability: 0.37 }] });
    const reply = await lrs();
    expect(reply.status).toBe(200);
    expect(headerOf(reply, 'etag')).toBe('"3"');
    expect(
      incoherence({ ...bodyOf(reply), diagnostic_framework: bodyOf(await section('title')).diagnostic_framework as object }),
    ).toMatchObject({
      identity: expect.closeTo(0, 9),
    });
    expect((await draft()).record.likelihoods).toEqual(first.likelihoods);
    const before = (await draft()).version;
    expect((await lrs()).status).toBe(200);
    expect((await draft()).version).toBe(before);
  });

  test('makes the edits that come along, in one write', async () => {
    const { case_details, diagnostic_framework } = bodyOf(await section('title'));
    const details = case_details as { history_questions: object[] };
    const bare = [...details.history_questions, { question: 'Do you sleep well?', expected_answer: 'Like a log.' }];
    const reply = await lrs({ case_details: { history_questions: bare }, diagnostic_framework });
    expect(reply.status).toBe(200);
    const { record, version } = await draft();
    expect(version).toBe(3);
    expect(record.findings.some((finding) => finding.category === 'history' && finding.question === 'Do you sleep well?')).toBe(
      true,
    );
    const history = bodyOf(
      await sessionHistoryGet(request('/session/draft-1/history', { params: { session_id } }), context(), deps),
    );
    expect((history.revisions as { kind: string }[])[0]?.kind).toBe('regenerated');
  });

  test('takes the model from the query, as older clients send it', async () => {
    expect((await lrs({}, '/regenerate-lrs?model=library')).status).toBe(200);
    expect((await lrs({}, '/regenerate-lrs?model=nobody')).status).toBe(422);
    expect((await lrs({}, '/regenerate-lrs?model=gpt-4o')).status).toBe(503);
  });

  test('of a case in no session keeps nothing', async () => {
    const { case_details, diagnostic_framework } = bodyOf(await section('title'));
    type Item = Record<string, unknown>;
    const bare = (items: unknown): object[] => (items as Item[]).map(({ id: _, present: __, finding: ___, ...item }) => item);
    const details = case_details as Record<string, unknown>;
    const payload = {
      primary_diagnosis: 'Migraine',
      description: 'A person of 40 with headache',
      case_details: {
        ...details,
        finding_order: undefined,
        history_questions: (details.history_questions as Item[]).map(({ id: _, present: __, ...item }) => item),
        physical_exam_findings: bare(details.physical_exam_findings),
        diagnostic_workup: bare(details.diagnostic_workup),
      },
      diagnostic_framework: (diagnostic_framework as { buckets: Item[] }[]).map((tier) => ({
        ...tier,
        buckets: tier.buckets.map(({ name, description }) => ({ name, description })),
      })),
    };
    const before = await draft();
    const reply = await regenerateLrsPost(post('/regenerate-lrs', payload), context(), deps);
    expect(reply.status, String(reply.body).slice(0, 600)).toBe(200);
    const body = bodyOf(reply);
    expect(body.session_id).toBeNull();
    const rows = body.feature_likelihood_ratios as {
      provenance: { source: string };
      likelihood_ratio: number;
      present: boolean | null;
    }[];
    expect(rows.some(({ provenance }) => provenance.source === 'published')).toBe(true);
    expect(rows.some(({ likelihood_ratio, present }) => present === null && Math.abs(Math.log(likelihood_ratio)) > 0.5)).toBe(
      true,
    );
    expect(await draft()).toEqual(before);
    expect(bodyOf(await regenerateLrsPost(post('/regenerate-lrs', {}), context(), deps)).errors?.[0]?.path).toBe('session_id');
  });

  test('refuses a stale If-Match, and lists that cannot be', async () => {
    await edit({ title: 'Another' });
    expect((await lrs({}, '/regenerate-lrs', { 'if-match': '"1"' })).status).toBe(412);
    expect((await lrs({ diagnostic_framework: [{ tier_level: 3, buckets: [{ name: 'One' }] }] })).status).toBe(422);
    expect((await lrs({ session_id: 'nobody' })).status).toBe(404);
    expect((await draft()).version).toBe(2);
  });
});

describe('POST /regenerate-section with the library', () => {
  test.each(sections)('%s: the reply has the whole draft and its version', async (name) => {
    const before = await draft();
    const reply = await section(name, { seed: 11 });
    expect(reply.status, String(reply.body).slice(0, 400)).toBe(200);
    const body = bodyOf(reply);
    expect(body).toMatchObject({ status: 'success', session_id, section: name, merged: false, can_undo: true });
    expect(headerOf(reply, 'etag')).toBe(`"${body.version}"`);
    expect(body.changes).not.toEqual([]);
    expect(incoherence(body).identity).toBeLessThan(1e-9);
    expect((body.generation as { notes: string[] }).notes.at(-1)).toBe(`Section ${name}: written anew by library, seed 11.`);
    const undo = await sessionUndoPost(
      request('/session/draft-1/undo', { method: 'POST', params: { session_id } }),
      context(),
      deps,
    );
    expect(undo.status).toBe(200);
    expect(JSON.stringify((await draft()).record)).toBe(JSON.stringify(before.record));
  });

  test('refuses what it cannot do, in words, and changes nothing', async () => {
    const cases: [object, number, string][] = [
      [{ section: 'door_chart' }, 422, 'section'],
      [{ instruction: 'make her older' }, 422, 'instruction'],
      [{ case_details: {} }, 422, 'case_details'],
      [{ seed: -1 }, 422, 'seed'],
      [{ model: 'nobody' }, 422, 'model'],
      [{ instruction: 'x'.repeat(1001) }, 422, 'instruction'],
    ];
    for (const [body, status, path] of cases) {
      const reply = await section('title', body);
      expect(reply.status, JSON.stringify(body)).toBe(status);
      expect(String(reply.body)).toContain(path);
    }
    expect(bodyOf(await section('title', { instruction: 'make her older' })).detail).toMatch(/language model is needed/);
    expect((await section('title', {}, { 'if-match': '"9"' })).status).toBe(412);
    expect((await draft()).version).toBe(1);
  });

  test('needs the door chart, and says so', async () => {
    await keepDraft(deps.sessions, 'no-chart', { ...caseRecord(), doorChart: null });
    const reply = await section('presentation', { session_id: 'no-chart' });
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).errors?.[0]?.path).toBe('case_details.door_chart');
  });

  test('beside other edits: merged where they differ, refused where they clash, never lost', async () => {
    const library = deps.sectionWriters.library;
    const meanwhile = (body: object): Deps => ({
      ...deps,
      sectionWriters: {
        library: async (...order) => {
          const made = await library?.(...order);
          await edit(body);
          return made ?? {};
        },
      },
    });
    const during = (name: string, body: object) =>
      regenerateSectionPost(post('/regenerate-section', { session_id, section: name }), context(), meanwhile(body));
    const merged = await during('presentation', { title: 'Changed meanwhile' });
    expect(bodyOf(merged)).toMatchObject({ merged: true, title: 'Changed meanwhile', version: 3 });
    const clash = await during('title', { title: 'Mine' });
    expect(clash.status).toBe(409);
    expect(bodyOf(clash).clashes).toMatchObject([{ field: 'title' }]);
    expect((await draft()).record.title).toBe('Mine');
    const finding = (await draft()).record.findings.find(({ category }) => category === 'history')?.id ?? '';
    const lost = await during('history_questions', {
      operations: [{ op: 'set-finding', finding_id: finding, question: 'Asked meanwhile?' }],
    });
    expect([200, 409]).toContain(lost.status);
    expect(JSON.stringify((await draft()).record)).toContain('Asked meanwhile?');
  });

  test('two sections at once both land', async () => {
    const replies = await Promise.all([section('title'), section('presentation'), section('history_questions')]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const notes = (await draft()).record.generation.notes.filter((note) => note.startsWith('Section '));
    expect(notes).toHaveLength(3);
  });
});

describe('locks', () => {
  test('one finding, the title and one row stay the same bytes through every section and the likelihoods', async () => {
    const { record } = await draft();
    const [history] = record.findings;
    const exam = record.findings.find(({ category }) => category === 'physical_exam');
    const rowOf = record.findings.find(({ category }) => category === 'diagnostic_workup');
    const fields = [`findings.${history?.id}`, 'title', `likelihoods.${rowOf?.id}`, `findings.${exam?.id}.findings`];
    await edit({ operations: [{ op: 'lock', fields }] });
    const locked = (await draft()).record;
    const bytes = async () => {
      const all = fieldsOf((await draft()).record);
      return JSON.stringify([...all].filter(([key]) => fields.some((lock) => covers(lock, key))).toSorted());
    };
    const before = await bytes();
    for (const name of sections.filter((one) => one !== 'title')) {
      expect((await section(name)).status, name).toBe(200);
      expect(await bytes(), name).toBe(before);
    }
    expect((await lrs()).status).toBe(200);
    expect(await bytes()).toBe(before);
    const held = (id: string | undefined) => locked.findings.find((finding) => finding.id === id);
    expect((await draft()).record.findings).toContainEqual(held(history?.id));
    const refused = await section('title');
    expect(refused.status).toBe(409);
    expect(bodyOf(refused)).toMatchObject({ detail: expect.stringContaining('locked (title)'), locks: ['title'] });
  });

  test('a number that an author has locked is not taken back', async () => {
    const { record } = await draft();
    const [finding] = record.findings;
    const [leaf, other] = record.framework.leaves;
    const set = (bucket_id: string | undefined) => ({
      op: 'set-probability',
      finding_id: finding?.id,
      bucket_id,
      probability: 0.41,
    });
    await edit({
      operations: [set(leaf?.id), set(other?.id), { op: 'lock', fields: [`likelihoods.${finding?.id}.${leaf?.id}`] }],
    });
    await lrs();
    const row = (await draft()).record.likelihoods[finding?.id ?? ''];
    expect(row?.[leaf?.id ?? '']).toMatchObject({ probability: 0.41, provenance: { source: 'author', who: 'educator' } });
    expect(row?.[other?.id ?? '']?.provenance.source).not.toBe('author');
  });

  test('on all findings, all likelihoods or their order refuse a list, and name themselves', async () => {
    for (const lock of ['findings', 'likelihoods', 'finding_order']) {
      await edit({ operations: [{ op: 'lock', fields: [lock] }] });
      const reply = await section('history_questions');
      expect(reply.status, lock).toBe(409);
      expect(bodyOf(reply).detail).toContain(lock);
      await edit({ operations: [{ op: 'unlock', fields: [lock] }] });
    }
    const ids = (await draft()).record.findings.filter(({ category }) => category === 'history').map(({ id }) => id);
    await edit({ operations: [{ op: 'lock', fields: ids.map((id) => `findings.${id}`) }] });
    expect((await section('history_questions')).status).toBe(409);
  });

  test('of any kind hold through any section', async () => {
    const record = caseRecord(3);
    const keys = [...fieldsOf(record).keys()];
    const lock = fc.constantFrom(...keys).chain((key) => {
      const parts = key.split('.');
      return fc.integer({ min: 1, max: parts.length }).map((length) => parts.slice(0, length).join('.'));
    });
    await fc.assert(
      fc.asyncProperty(fc.array(lock, { maxLength: 4 }), fc.constantFrom(...sections), fc.nat(), async (locks, name, drawn) => {
        let kept: string[];
        try {
          kept = keptFindings({ record, locks }, name);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).kind).toBe('conflict');
          return;
        }
        const written = await deps.sectionWriters.library?.(
          record,
          { section: name, instruction: undefined, seed: drawn, kept },
          new AbortController().signal,
        );
        const after = keepingLocks(record, { ...record, ...written }, locks);
        const again = { ...after, ...(await deps.likelihoodWriters.library?.(after, new AbortController().signal)) };
        for (const next of [after, keepingLocks(after, again, locks)]) {
          const now = fieldsOf(next);
          for (const [key, value] of fieldsOf(record))
            if (locks.some((one) => covers(one, key))) expect(JSON.stringify(now.get(key)), key).toBe(JSON.stringify(value));
          const category = categoryOf(name);
          if (category) expect(next.findings.some((finding) => finding.category === category)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});
