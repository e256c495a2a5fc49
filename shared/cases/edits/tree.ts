import type * as z from 'zod';
import type { CaseRecord } from '../case.ts';
import {
  bucketsOf,
  type Framework,
  type LeafBucket,
  type Tier1Bucket,
  type Tier2Bucket,
  type TierLevel,
  tierLevels,
} from '../framework.ts';
import { refuse } from './refusal.ts';

type Upper1 = z.infer<typeof Tier1Bucket>;
type Upper2 = z.infer<typeof Tier2Bucket>;
type AnyBucket = Upper1 | Upper2 | LeafBucket;
type Tiers = Pick<Framework, 'tier1' | 'tier2' | 'leaves'>;

export const bucketIds = ({ tier1, tier2, leaves }: Framework): string[] => [...tier1, ...tier2, ...leaves].map(({ id }) => id);

export const childrenOf = ({ tier2, leaves }: Framework, id: string): string[] =>
  [...tier2, ...leaves].filter(({ parentId }) => parentId === id).map((child) => child.id);

/** Names are keys on the wire and columns in exports: each stands once in its tier. */
export function requireFreeName(
  { tier1, tier2, leaves }: Framework,
  tier: TierLevel,
  name: string,
  except: readonly string[],
): void {
  const there = [tier1, tier2, leaves][tier - 1] ?? [];
  const taken = there.find((bucket) => !except.includes(bucket.id) && bucket.name.toLowerCase() === name.toLowerCase());
  if (taken) throw refuse('name', `tier ${tier} has a bucket named ${taken.name} already`);
}

/** The name, or where the tier has it already, the name of what is not named otherwise. */
export function freeName({ tier1, tier2, leaves }: Framework, tier: TierLevel, name: string): string {
  const there = ([tier1, tier2, leaves][tier - 1] ?? []).map((bucket) => bucket.name.toLowerCase());
  return there.includes(name.toLowerCase()) ? `${name}, not otherwise named` : name;
}

/** One tier's list changed by a function that keeps the kind of bucket. */
export function tiersOf(
  tier: TierLevel,
  { tier1, tier2, leaves }: Tiers,
  change: <B extends { readonly id: string }>(buckets: readonly B[]) => B[],
): [Upper1[], Upper2[], LeafBucket[]] {
  return [tier === 1 ? change(tier1) : tier1, tier === 2 ? change(tier2) : tier2, tier === 3 ? change(leaves) : leaves];
}

/** Each bucket of one tier changed on its own. */
export const inTier = (record: CaseRecord, tier: TierLevel, change: <B extends AnyBucket>(bucket: B) => B): CaseRecord => {
  const [tier1, tier2, leaves] = [
    tier === 1 ? record.framework.tier1.map(change) : record.framework.tier1,
    tier === 2 ? record.framework.tier2.map(change) : record.framework.tier2,
    tier === 3 ? record.framework.leaves.map(change) : record.framework.leaves,
  ];
  return { ...record, framework: { ...record.framework, tier1, tier2, leaves } };
};

/** Buckets of an upper tier filtered, and each put as one or several. */
export const withTier = (
  record: CaseRecord,
  tier: TierLevel,
  keep: (bucket: { readonly id: string }) => boolean,
  spread: <B extends Upper1>(bucket: B) => B[] = (bucket) => [bucket],
): CaseRecord => {
  const [tier1, tier2, leaves] = tiersOf(tier, record.framework, (buckets) => buckets.filter(keep));
  return {
    ...record,
    framework: {
      ...record.framework,
      tier1: tier === 1 ? tier1.flatMap(spread) : tier1,
      tier2: tier === 2 ? tier2.flatMap(spread) : tier2,
      leaves,
    },
  };
};

/** More would be a wall of numbers, and a row of them would take too long to fit. */
const mostBuckets = 40;

/**
 * The end of every edit of the tree: upper buckets that lost their last child go, and each tier still has two buckets to
 * choose between, without which there is no alternative and no likelihood ratio.
 */
export function settled(record: CaseRecord): CaseRecord {
  const { leaves } = record.framework;
  const tier2 = record.framework.tier2.filter(({ id }) => leaves.some(({ parentId }) => parentId === id));
  const tier1 = record.framework.tier1.filter(({ id }) => tier2.some(({ parentId }) => parentId === id));
  const framework = { ...record.framework, tier1, tier2 };
  for (const tier of tierLevels) {
    const { length } = bucketsOf(framework, tier);
    if (length > mostBuckets)
      throw refuse('diagnostic_framework', `tier ${tier} would have ${length} buckets; ${mostBuckets} are the most`);
    if (length < 2)
      throw refuse('diagnostic_framework', `tier ${tier} would be left with one bucket; a differential needs two or more`);
  }
  return { ...record, framework };
}
