import type { HttpResponseInit } from '@azure/functions';
import { beforeEach, describe, expect, test } from 'vitest';
import { editCasePut } from '../../functions/edit-case-put.ts';
import { sessionGet } from '../../functions/session-get.ts';
import type { Deps } from '../../shared/deps.ts';
import { keepDraft } from '../helpers/draft.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { caseRecord } from '../helpers/record.ts';
import { bodyOf, context, post, request, streamedBodyOf } from '../helpers/requests.ts';

/** Clients that send back whole lists, as they were shown, after changing one thing: the rest must stay byte for byte. */

const session_id = 'draft-1';
let deps: Deps;
beforeEach(async () => {
  deps = fakeDeps();
  await keepDraft(deps.sessions, session_id, caseRecord());
});

type Tier = { tier_level: number; buckets: { id?: string; name: string }[]; a_priori_probabilities: Record<string, number> };
type Ratio = {
  feature_name: string;
  feature_category: string;
  diagnostic_bucket: string;
  tier_level: number;
  likelihood_ratio: number;
};
type Item = { id?: string; question: string; finding?: string; present?: boolean; expected_answer: string };
type Whole = {
  title: string;
  case_details: Record<string, unknown> & { history_questions: Item[]; physical_exam_findings: Record<string, unknown>[] };
  diagnostic_framework: Tier[];
  feature_likelihood_ratios: Ratio[];
};

const edit = (body: object): Promise<HttpResponseInit> =>
  editCasePut(post('/edit-case', { session_id, ...body }), context(), deps);
const shown = async (): Promise<Whole> =>
  (await streamedBodyOf(
    await sessionGet(request('/session/draft-1', { params: { session_id } }), context(), deps),
  )) as unknown as Whole;
const record = async () => {
  const draft = await deps.sessions.find(session_id);
  if (!draft) throw new Error('no draft');
  return draft.record;
};
const parts = ({ case_details, diagnostic_framework, feature_likelihood_ratios }: Whole) => ({
  case_details,
  diagnostic_framework,
  feature_likelihood_ratios,
});
const named = ({ feature_name, feature_category, diagnostic_bucket, tier_level, likelihood_ratio }: Ratio): Ratio => ({
  feature_name,
  feature_category,
  diagnostic_bucket,
  tier_level,
  likelihood_ratio,
});

describe('one change, everything sent back', () => {
  test('a prior: no likelihood moves', async () => {
    const body = parts(await shown());
    const { likelihoods } = await record();
    const tier3 = body.diagnostic_framework[2];
    if (!tier3) throw new Error('no tier 3');
    const [[a = '', p = 0] = [], [b = '', q = 0] = []] = Object.entries(tier3.a_priori_probabilities).toSorted(
      ([, x], [, y]) => y - x,
    );
    tier3.a_priori_probabilities = { ...tier3.a_priori_probabilities, [a]: p - 0.05, [b]: q + 0.05 };
    const reply = await edit({ ...body, feature_likelihood_ratios: body.feature_likelihood_ratios.map(named) });
    expect(reply.status).toBe(200);
    const after = await record();
    expect(JSON.stringify(after.likelihoods)).toBe(JSON.stringify(likelihoods));
    const leaf = after.framework.leaves.find(({ name }) => name === a);
    expect(leaf?.prior).toBeCloseTo(p - 0.05, 9);
    const authored = after.framework.leaves.filter(({ provenance }) => provenance.source === 'author');
    expect(authored.map(({ name }) => name).toSorted()).toEqual([a, b].toSorted());
  });

  test('a state: the likelihoods stay, and the LR in force is the other one', async () => {
    const body = parts(await shown());
    const { likelihoods } = await record();
    const [item] = body.case_details.history_questions;
    if (item) item.present = !item.present;
    expect((await edit(body)).status).toBe(200);
    expect(JSON.stringify((await record()).likelihoods)).toBe(JSON.stringify(likelihoods));
  });

  test('a title: it is kept, although the details still have the old one', async () => {
    const body = parts(await shown());
    await edit({ ...body, title: 'The new one' });
    expect((await shown()).title).toBe('The new one');
  });

  test('two findings of one name in two categories keep their LRs apart; without a category they are asked for', async () => {
    const [exam] = (await shown()).case_details.physical_exam_findings as { id: string }[];
    const [history] = (await shown()).case_details.history_questions;
    await edit({ operations: [{ op: 'set-finding', finding_id: exam?.id, finding: history?.finding }] });
    const before = await record();
    const list = (await shown()).feature_likelihood_ratios.map(named);
    expect(bodyOf(await edit({ feature_likelihood_ratios: list })).changes).toEqual([]);
    expect((await record()).likelihoods).toEqual(before.likelihoods);
    const bare = list.slice(0, 1).map(({ feature_category: _, ...ratio }) => ({ ...ratio, likelihood_ratio: 1.5 }));
    expect((await edit({ feature_likelihood_ratios: bare })).status).toBe(422);
  });
});

describe('what is typed', () => {
  test('a small LR that happens to be the rounded one is meant', async () => {
    const before = (await shown()).feature_likelihood_ratios.filter(({ likelihood_ratio }) => likelihood_ratio < 0.09);
    const [one] = before;
    if (!one) throw new Error('no small LR');
    const { tier_level } = one;
    const reply = await edit({ feature_likelihood_ratios: [{ ...named(one), likelihood_ratio: 0.1 }] });
    expect(reply.status).toBe(200);
    const after = (await shown()).feature_likelihood_ratios.find(
      (ratio) =>
        ratio.feature_name === one.feature_name &&
        ratio.diagnostic_bucket === one.diagnostic_bucket &&
        ratio.tier_level === tier_level,
    );
    expect(after?.likelihood_ratio).toBeCloseTo(0.1, 9);
  });

  test('an older client adds a finding together with its LRs', async () => {
    const body = await shown();
    const added = { question: 'Have you been bitten by a tick?', expected_answer: 'Yes, in June.' };
    const bucket = body.diagnostic_framework[1]?.buckets[0]?.name;
    const ratio = { feature_name: added.question, feature_category: 'history', diagnostic_bucket: bucket, tier_level: 2 };
    const reply = await edit({
      case_details: { history_questions: [...body.case_details.history_questions, added] },
      feature_likelihood_ratios: [...body.feature_likelihood_ratios.map(named), { ...ratio, likelihood_ratio: 1.5 }],
    });
    expect(reply.status, JSON.stringify(bodyOf(reply).errors)).toBe(200);
    expect((await shown()).case_details.history_questions.at(-1)).toMatchObject({ ...added, present: null });
    expect(bodyOf(reply).moved).toEqual([]);
  });

  test('an item removed and its neighbour reworded: no finding gets the words of another', async () => {
    const { history_questions } = (await shown()).case_details;
    const bare = history_questions.map(({ question, expected_answer }) => ({ question, expected_answer }));
    const [, second, ...rest] = bare;
    await edit({ case_details: { history_questions: [{ ...second, question: 'Something else entirely?' }, ...rest] } });
    const after = (await shown()).case_details.history_questions;
    expect(after.slice(1).map(({ id }) => id)).toEqual(history_questions.slice(2).map(({ id }) => id));
    expect(history_questions.map(({ id }) => id)).not.toContain(after[0]?.id);
  });
});

describe('tiers as lists', () => {
  const tiersOf = async () => {
    const { diagnostic_framework } = await shown();
    return diagnostic_framework.map(({ tier_level, buckets, a_priori_probabilities }) => ({
      tier_level,
      buckets: buckets.map(({ name }) => ({ name })),
      a_priori_probabilities: { ...a_priori_probabilities },
    }));
  };

  test('a bucket added in all three tiers by a client without ids and parents is one branch', async () => {
    const tiers = await tiersOf();
    const names = ['Trauma', 'Injury of the head', 'Concussion'];
    tiers.forEach((tier, i) => {
      const name = names[i] ?? '';
      for (const key of Object.keys(tier.a_priori_probabilities))
        tier.a_priori_probabilities[key] = (tier.a_priori_probabilities[key] ?? 0) * 0.9;
      tier.a_priori_probabilities[name] = 0.1;
      tier.buckets.push({ name });
    });
    const reply = await edit({ diagnostic_framework: tiers });
    expect(reply.status, JSON.stringify(bodyOf(reply))).toBe(200);
    const { framework } = await record();
    const [system, group, leaf] = [framework.tier1.at(-1), framework.tier2.at(-1), framework.leaves.at(-1)];
    expect([system?.name, group?.name, leaf?.name]).toEqual(names);
    expect([group?.parentId, leaf?.parentId]).toEqual([system?.id, group?.id]);
    expect(leaf?.prior).toBeCloseTo(0.1, 9);
  });

  test('a new bucket of tier 1 that the lists below do not hold is refused by its name', async () => {
    const tiers = await tiersOf();
    tiers[0]?.buckets.push({ name: 'Trauma' });
    const bare = tiers.map(({ tier_level, buckets }) => ({ tier_level, buckets }));
    const reply = await edit({ diagnostic_framework: bare });
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).detail).toMatch(/diagnostic_framework\.1\.buckets: Trauma is new/);
  });

  test('names may be swapped, and taken over from a bucket that goes', async () => {
    const { diagnostic_framework } = await shown();
    const leaves = (diagnostic_framework[2]?.buckets ?? []) as { id: string; name: string }[];
    const [a, b] = leaves;
    const swapped = leaves.map(({ id, name }) => ({ id, name: id === a?.id ? b?.name : id === b?.id ? a?.name : name }));
    expect((await edit({ diagnostic_framework: [{ tier_level: 3, buckets: swapped }] })).status).toBe(200);
    const gone = swapped.filter(({ id }) => id !== b?.id).map((one) => (one.id === a?.id ? { ...one, name: a?.name } : one));
    const reply = await edit({ diagnostic_framework: [{ tier_level: 3, buckets: gone }] });
    expect(reply.status, JSON.stringify(bodyOf(reply).errors)).toBe(200);
    expect((await record()).framework.leaves.find(({ id }) => id === a?.id)?.name).toBe(a?.name);
  });
});

test('a lock is told in words', async () => {
  const finding = (await record()).findings.find(({ id }) => id === 'h1')?.finding;
  const reply = bodyOf(
    await edit({ operations: [{ op: 'lock', fields: ['findings.h1', 'likelihoods.h1', 'patient_personality'] }] }),
  );
  expect(reply.changes).toEqual([`Locked "${finding}"`, `Locked "${finding}", likelihoods`, 'Locked patient personality']);
});

describe('what cannot be', () => {
  const refused = async (...operations: object[]): Promise<string> => {
    const before = JSON.stringify(await record());
    const reply = await edit({ operations });
    expect(reply.status, JSON.stringify(bodyOf(reply).changes)).toBe(422);
    expect(JSON.stringify(await record())).toBe(before);
    return String(bodyOf(reply).detail);
  };

  test.each(['constructor', '__proto__', 'toString', 'valueOf'])('%s is no id', async (id) => {
    const [group] = (await record()).framework.tier2;
    await refused({ op: 'add-bucket', tier_level: 3, parent_id: group?.id, name: 'x', bucket_id: id });
    await refused({ op: 'add-finding', category: 'history', finding: 'x', question: 'x?', present: true, finding_id: id });
    await refused({ op: 'set-prior', bucket_id: id, prior: 0.2 });
  });

  test('a split or an addition that leaves next to nothing for a leaf', async () => {
    const [leaf, other] = (await record()).framework.leaves;
    const into = [
      { name: 'a', share: 1e-300 },
      { name: 'b', share: 0.5 },
    ];
    expect(await refused({ op: 'split-bucket', bucket_id: leaf?.id, into })).toMatch(/share of a can be from/);
    expect(await refused({ op: 'add-bucket', tier_level: 3, parent_id: leaf?.parentId, name: 'x', prior: 0.99999 })).toMatch(
      /prior of x can be from/,
    );
    expect(other).toBeDefined();
  });

  test('more locks than anybody needs', async () => {
    const fields = Array.from({ length: 400 }, (_, i) => `findings.h${i}`);
    expect((await edit({ operations: [{ op: 'lock', fields }] })).status).toBe(200);
    await refused({ op: 'lock', fields: fields.map((field) => `${field}.finding`) });
  });

  test('two buckets of one name by two edits that are merged', async () => {
    const [a, b] = (await record()).framework.leaves;
    await edit({ operations: [{ op: 'rename-bucket', bucket_id: a?.id, name: 'Zed' }] });
    const reply = await edit({ base_version: 1, operations: [{ op: 'rename-bucket', bucket_id: b?.id, name: 'Zed' }] });
    expect(reply.status).toBe(409);
  });

  test('a stale edit of a finding whose id another one has now', async () => {
    const last = (await shown()).case_details.history_questions.at(-1);
    await edit({ operations: [{ op: 'remove-finding', finding_id: last?.id }] });
    await edit({
      operations: [{ op: 'add-finding', category: 'history', finding: 'rash', question: 'A rash?', present: false }],
    });
    expect((await shown()).case_details.history_questions.at(-1)?.id).toBe(last?.id);
    const reply = await edit({ base_version: 1, operations: [{ op: 'set-finding', finding_id: last?.id, present: true }] });
    expect(reply.status).toBe(409);
  });
});

test('a mark stands for one request: something else under it is refused, a true repeat gets the first answer', async () => {
  const first = bodyOf(await edit({ edit_id: 'k', title: 'A' }));
  expect((await edit({ edit_id: 'k', title: 'B' })).status).toBe(409);
  expect(bodyOf(await edit({ edit_id: 'k', title: 'A' })).changes).toEqual(first.changes);
  expect((await shown()).title).toBe('A');
});

test('another primary leaf is another diagnosis, with the names that would give it away', async () => {
  const leaf = (await record()).framework.leaves.find(({ name }) => name === 'Subarachnoid haemorrhage');
  await edit({ operations: [{ op: 'set-primary', bucket_id: leaf?.id }] });
  const after = await record();
  expect(after.primaryDiagnosis).toBe('Subarachnoid haemorrhage');
  expect(after.primaryAliases.abbreviations).toContain('SAH');
});

test('an LR that was edited is told also where buckets were moved in the same step', async () => {
  const [a, , c] = (await record()).framework.leaves;
  const reply = await edit({
    operations: [
      { op: 'set-ratio', finding_id: 'h1', bucket_id: 'migraine', likelihood_ratio: 1.4 },
      { op: 'move-bucket', bucket_id: a?.id, before: c?.id },
    ],
  });
  expect((bodyOf(reply).changes as string[]).some((sentence) => /^LR of .* 1\.4$/.test(sentence))).toBe(true);
});

test('a merge says which typed LR is another one now', async () => {
  const others = (await record()).framework.leaves.filter(({ id }) => id !== 'migraine');
  await edit({
    operations: others.map(({ id }) => ({ op: 'set-probability', finding_id: 'h1', bucket_id: id, probability: 0.9 })),
  });
  const reply = await edit({
    base_version: 1,
    operations: [{ op: 'set-ratio', finding_id: 'h1', bucket_id: 'migraine', likelihood_ratio: 1.4 }],
  });
  expect(bodyOf(reply)).toMatchObject({ merged: true, moved: [{ diagnostic_bucket: 'Migraine', asked: 1.4 }] });
});
