import { beforeEach, describe, expect, test } from 'vitest';
import { bodyOf } from '../../helpers/requests.ts';
import { edit, openDraft, record } from './draft.ts';
import { type Ratio, shownWhole, type Whole } from './whole.ts';

/** Clients that send back whole lists, as they were shown, after changing one thing: the rest must stay byte for byte. */

beforeEach(openDraft);

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
    const body = parts(await shownWhole());
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
    const body = parts(await shownWhole());
    const { likelihoods } = await record();
    const [item] = body.case_details.history_questions;
    if (item) item.present = !item.present;
    expect((await edit(body)).status).toBe(200);
    expect(JSON.stringify((await record()).likelihoods)).toBe(JSON.stringify(likelihoods));
  });

  test('a title: it is kept, although the details still have the old one', async () => {
    const body = parts(await shownWhole());
    await edit({ ...body, title: 'The new one' });
    expect((await shownWhole()).title).toBe('The new one');
  });

  test('two findings of one name in two categories keep their LRs apart; without a category they are asked for', async () => {
    const [exam] = (await shownWhole()).case_details.physical_exam_findings as { id: string }[];
    const [history] = (await shownWhole()).case_details.history_questions;
    await edit({ operations: [{ op: 'set-finding', finding_id: exam?.id, finding: history?.finding }] });
    const before = await record();
    const list = (await shownWhole()).feature_likelihood_ratios.map(named);
    expect(bodyOf(await edit({ feature_likelihood_ratios: list })).changes).toEqual([]);
    expect((await record()).likelihoods).toEqual(before.likelihoods);
    const bare = list.slice(0, 1).map(({ feature_category: _, ...ratio }) => ({ ...ratio, likelihood_ratio: 1.5 }));
    expect((await edit({ feature_likelihood_ratios: bare })).status).toBe(422);
  });
});

describe('what is typed', () => {
  test('a small LR that happens to be the rounded one is meant', async () => {
    const before = (await shownWhole()).feature_likelihood_ratios.filter(({ likelihood_ratio }) => likelihood_ratio < 0.09);
    const [one] = before;
    if (!one) throw new Error('no small LR');
    const { tier_level } = one;
    const reply = await edit({ feature_likelihood_ratios: [{ ...named(one), likelihood_ratio: 0.1 }] });
    expect(reply.status).toBe(200);
    const after = (await shownWhole()).feature_likelihood_ratios.find(
      (ratio) =>
        ratio.feature_name === one.feature_name &&
        ratio.diagnostic_bucket === one.diagnostic_bucket &&
        ratio.tier_level === tier_level,
    );
    expect(after?.likelihood_ratio).toBeCloseTo(0.1, 9);
  });

  test('an older client adds a finding together with its LRs', async () => {
    const body = await shownWhole();
    const added = { question: 'Have you been bitten by a tick?', expected_answer: 'Yes, in June.' };
    const bucket = body.diagnostic_framework[1]?.buckets[0]?.name;
    const ratio = { feature_name: added.question, feature_category: 'history', diagnostic_bucket: bucket, tier_level: 2 };
    const reply = await edit({
      case_details: { history_questions: [...body.case_details.history_questions, added] },
      feature_likelihood_ratios: [...body.feature_likelihood_ratios.map(named), { ...ratio, likelihood_ratio: 1.5 }],
    });
    expect(reply.status, JSON.stringify(bodyOf(reply).errors)).toBe(200);
    expect((await shownWhole()).case_details.history_questions.at(-1)).toMatchObject({ ...added, present: null });
    expect(bodyOf(reply).moved).toEqual([]);
  });

  test('an item removed and its neighbour reworded: no finding gets the words of another', async () => {
    const { history_questions } = (await shownWhole()).case_details;
    const bare = history_questions.map(({ question, expected_answer }) => ({ question, expected_answer }));
    const [, second, ...rest] = bare;
    await edit({ case_details: { history_questions: [{ ...second, question: 'Something else entirely?' }, ...rest] } });
    const after = (await shownWhole()).case_details.history_questions;
    expect(after.slice(1).map(({ id }) => id)).toEqual(history_questions.slice(2).map(({ id }) => id));
    expect(history_questions.map(({ id }) => id)).not.toContain(after[0]?.id);
  });
});

describe('tiers as lists', () => {
  const tiersOf = async () => {
    const { diagnostic_framework } = await shownWhole();
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
    const { diagnostic_framework } = await shownWhole();
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
