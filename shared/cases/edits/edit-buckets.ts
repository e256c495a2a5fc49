import { normalise } from '../../reasoning/edit-priors.ts';
import type { CaseRecord } from '../case.ts';
import type { Framework, TierLevel } from '../framework.ts';
import type { By } from './author-cell.ts';
import { columns, restingCell } from './columns.ts';
import { freshId } from './edit-findings.ts';
import { lowestPrior, requireBucket, withPriors } from './edit-numbers.ts';
import type { OperationOf } from './operations.ts';
import { outsideRange, refuse } from './refusal.ts';
import { bucketIds, freeName, inTier, requireFreeName, settled, tiersOf } from './tree.ts';

/** Edits of the tree. Everything works on ids, so that no likelihood is orphaned; all tiers stay partitions of the same leaves. */

export function renameBucket(record: CaseRecord, { bucket_id, name, description }: OperationOf<'rename-bucket'>): CaseRecord {
  const { tier } = requireBucket(record, bucket_id);
  if (name !== undefined) requireFreeName(record.framework, tier, name, [bucket_id]);
  return inTier(record, tier, (bucket) =>
    bucket.id === bucket_id
      ? { ...bucket, ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) }
      : bucket,
  );
}

const newPrior = 0.02;

/** An upper bucket comes with one leaf of its name, so that it is never empty. Likelihoods of a new leaf move nothing yet. */
export function addBucket(record: CaseRecord, operation: OperationOf<'add-bucket'>, by: By): CaseRecord {
  const { tier_level: tier, parent_id = null, name, description = '', prior = newPrior, bucket_id } = operation;
  const { framework } = record;
  if (tier === 1 && parent_id !== null) throw refuse('parent_id', 'a bucket of tier 1 has no parent');
  if (tier > 1 && (parent_id === null || requireBucket(record, parent_id, 'parent_id').tier !== tier - 1))
    throw refuse('parent_id', `a bucket of tier ${tier} needs a parent in tier ${tier - 1}`);
  const used = bucketIds(framework);
  if (bucket_id !== undefined && used.includes(bucket_id)) throw refuse('bucket_id', `there is a bucket ${bucket_id} already`);
  requireFreeName(framework, tier, name, []);
  const smallest = Math.min(...framework.leaves.map((one) => one.prior));
  const feasible = { lowest: lowestPrior, highest: 1 - Math.min(1, lowestPrior / smallest) };
  if (prior < feasible.lowest || prior > feasible.highest) throw outsideRange('prior', `The prior of ${name}`, feasible);
  const idAt = (level: TierLevel, letter: string): string => (level === tier && bucket_id ? bucket_id : freshId(letter, used));
  const [system, group, leaf] = [idAt(1, 's'), idAt(2, 'g'), idAt(3, 'd')];
  const tier1 = tier === 1 ? [...framework.tier1, { id: system, name, description }] : framework.tier1;
  const parentOfGroup = tier === 1 ? system : (parent_id ?? '');
  const nameAt = (level: TierLevel): string => (level === tier ? name : freeName(framework, level, name));
  const tier2 =
    tier <= 2 ? [...framework.tier2, { id: group, name: nameAt(2), description, parentId: parentOfGroup }] : framework.tier2;
  const parentId = tier === 3 ? (parent_id ?? '') : group;
  const shrunk = framework.leaves.map((one) => ({ ...one, prior: one.prior * (1 - prior) }));
  const provenance = { source: 'author' as const, who: by.who, at: by.at };
  const leaves = [...shrunk, { id: leaf, name: nameAt(3), description, parentId, prior, provenance }];
  const likelihoods = columns(record, leaves, (id, row) => (id === leaf ? restingCell(framework.leaves, row) : undefined));
  const next = { ...record, framework: { ...framework, tier1, tier2, leaves }, likelihoods };
  return settled(withPriors(next, normalise(leaves.map((one) => one.prior)), by, []));
}

/** Its leaves go, and the others share their prior in proportion. */
export function removeBucket(record: CaseRecord, { bucket_id }: OperationOf<'remove-bucket'>, by: By): CaseRecord {
  const { members, name } = requireBucket(record, bucket_id);
  const { framework } = record;
  const gone = new Set(members.map((leaf) => framework.leaves[leaf]?.id));
  if (gone.has(framework.primaryLeafId))
    throw refuse('bucket_id', `${name} holds the primary diagnosis; choose another primary leaf first`);
  const leaves = framework.leaves.filter(({ id }) => !gone.has(id));
  const likelihoods = columns(record, leaves, () => undefined);
  const next = { ...record, framework: { ...framework, leaves }, likelihoods };
  return settled(withPriors(next, normalise(leaves.map((leaf) => leaf.prior)), by, []));
}

export function moveBucket(record: CaseRecord, { bucket_id, parent_id, before }: OperationOf<'move-bucket'>): CaseRecord {
  const { tier, name } = requireBucket(record, bucket_id);
  if (parent_id !== undefined && (tier === 1 || requireBucket(record, parent_id, 'parent_id').tier !== tier - 1))
    throw refuse('parent_id', `${name} stands in tier ${tier}; its parent must stand in tier ${tier - 1}`);
  const moved =
    parent_id === undefined
      ? record
      : inTier(record, tier, (bucket) =>
          bucket.id === bucket_id && 'parentId' in bucket ? { ...bucket, parentId: parent_id } : bucket,
        );
  if (before === undefined || before === bucket_id) return settled(moved);
  return settled(reordered(moved, tier, bucket_id, before));
}

function reordered(record: CaseRecord, tier: TierLevel, id: string, before: string | null): CaseRecord {
  if (before !== null && requireBucket(record, before, 'before').tier !== tier)
    throw refuse('before', `${before} stands in another tier`);
  const place = <B extends { readonly id: string }>(buckets: readonly B[]): B[] => {
    const rest = buckets.filter((bucket) => bucket.id !== id);
    const index = before === null ? rest.length : rest.findIndex((bucket) => bucket.id === before);
    return rest.toSpliced(index, 0, ...buckets.filter((bucket) => bucket.id === id));
  };
  const { tier1, tier2, leaves } = record.framework;
  const [one, two, three] = tiersOf(tier, { tier1, tier2, leaves }, place);
  const framework: Framework = { ...record.framework, tier1: one, tier2: two, leaves: three };
  return { ...record, framework, likelihoods: columns(record, three, () => undefined) };
}

export function setPrimary(record: CaseRecord, { bucket_id }: OperationOf<'set-primary'>): CaseRecord {
  const { tier, name } = requireBucket(record, bucket_id);
  if (tier !== 3) throw refuse('bucket_id', `${name} is not a tier-3 bucket; the primary diagnosis is one of those`);
  return { ...record, framework: { ...record.framework, primaryLeafId: bucket_id } };
}
