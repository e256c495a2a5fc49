import * as z from 'zod';
import { PriorProvenance } from './provenance.ts';

const Bucket = z.strictObject({ id: z.string().min(1), name: z.string().min(1), description: z.string() });

export const Tier1Bucket = Bucket;
export const Tier2Bucket = Bucket.extend({ parentId: z.string().min(1) });
/** A tier-3 bucket. Only leaves store a prior; upper tiers sum theirs. */
export const LeafBucket = Bucket.extend({
  parentId: z.string().min(1),
  prior: z.number().min(0).max(1),
  provenance: PriorProvenance,
});
export type LeafBucket = z.infer<typeof LeafBucket>;

/** One tree, three tiers: every tier-2 bucket has one parent in tier 1, every leaf one parent in tier 2. */
export const Framework = z.strictObject({
  tier1: z.array(Tier1Bucket),
  tier2: z.array(Tier2Bucket),
  leaves: z.array(LeafBucket),
  primaryLeafId: z.string(),
});
export type Framework = z.infer<typeof Framework>;
export type TierLevel = 1 | 2 | 3;
export const tierLevels: readonly TierLevel[] = [1, 2, 3];

/** A bucket of any tier, with the indexes of its leaves. */
export type BucketView = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly parentId: string | null;
  readonly members: readonly number[];
};

/** The buckets of one tier in framework order; an upper bucket without leaves has no members. */
export function bucketsOf(framework: Framework, tier: TierLevel): BucketView[] {
  const { tier1, tier2, leaves } = framework;
  const under = (wanted: (leaf: LeafBucket) => boolean): number[] => leaves.flatMap((leaf, i) => (wanted(leaf) ? [i] : []));
  if (tier === 3)
    return leaves.map(({ id, name, description, parentId }, i) => ({ id, name, description, parentId, members: [i] }));
  if (tier === 2) return tier2.map((bucket) => ({ ...bucket, members: under((leaf) => leaf.parentId === bucket.id) }));
  return tier1.map((bucket) => {
    const children = new Set(tier2.filter(({ parentId }) => parentId === bucket.id).map(({ id }) => id));
    return { ...bucket, parentId: null, members: under((leaf) => children.has(leaf.parentId)) };
  });
}

export const priorsOf = (framework: Framework): number[] => framework.leaves.map(({ prior }) => prior);

export const primaryLeafIndex = (framework: Framework): number =>
  framework.leaves.findIndex(({ id }) => id === framework.primaryLeafId);
