import { beforeEach, describe, expect, test } from 'vitest';
import { incoherence } from '../../helpers/coherent-case.ts';
import { bodyOf } from '../../helpers/requests.ts';
import { deps, edit, openDraft, operate, session_id, shown } from './draft.ts';
import { type Ratio, ratios, type Tier, tiers } from './parts.ts';

beforeEach(openDraft);

describe('PUT /edit-case', () => {
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
});
