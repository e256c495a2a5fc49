import { at } from '../../reasoning/probability.ts';
import type { TierLevel } from '../framework.ts';
import type { SeedRatio } from './seed-schema.ts';
import type { Likeness } from './tree.ts';

/** How far apart ratios must be, in log, to weigh as much as a shared word of the names. */
const likeOneWord = 0.25;
const farthest = 3;

/**
 * What a list of ratios says of buckets, whatever tree they stand in. LR/(1 − p + p·LR) is P(seen | bucket) / P(seen), for
 * either state of a finding, and an upper bucket's is the mean of its children's: so the list knows its own tree.
 */
export function profilesOf(
  rows: readonly SeedRatio[],
  place: (row: SeedRatio) => number,
  given: readonly (readonly number[])[],
): Likeness {
  const features = new Map<string, number[][]>();
  for (const row of rows) {
    const key = JSON.stringify([row.feature_category, row.feature_id ?? null, row.feature_name]);
    const tiers = features.get(key) ?? [[], [], []];
    features.set(key, tiers);
    const bucket = place(row);
    const prior = given[row.tier_level - 1]?.[bucket] ?? 0;
    const tier = tiers[row.tier_level - 1];
    if (tier && bucket >= 0) tier[bucket] = pull(row.likelihood_ratio, prior);
  }
  const profiles = [...features.values()];
  const apart = (tier: TierLevel, child: (own: readonly number[]) => number, parent: number): number => {
    const gaps = profiles.flatMap((tiers) => {
      const [above, inside] = [tiers[tier - 2]?.[parent], child(tiers[tier - 1] ?? [])];
      const gap = Math.abs(Math.log((above ?? Number.NaN) / inside));
      return Number.isFinite(gap) ? [Math.min(farthest, gap)] : [];
    });
    return gaps.length === 0 ? 0 : gaps.reduce((a, b) => a + b, 0) / gaps.length / likeOneWord;
  };
  return {
    ofPair: (tier, child, parent) => apart(tier, (own) => own[child] ?? Number.NaN, parent),
    ofTier: (tier, parents, weights) => {
      const children = Map.groupBy(parents.keys(), (child) => at(parents, child));
      let total = 0;
      for (const [parent, members] of children) {
        const weight = members.reduce((sum, child) => sum + at(weights, child), 0);
        const mean = (own: readonly number[]): number =>
          members.reduce((sum, child) => sum + at(weights, child) * (own[child] ?? Number.NaN), 0) / weight;
        total += apart(tier, mean, parent);
      }
      return total;
    },
  };
}

/** P(seen | bucket) / P(seen), from the bucket's LR and prior. */
export const pull = (ratio: number, prior: number): number => ratio / (1 - prior + prior * ratio);
