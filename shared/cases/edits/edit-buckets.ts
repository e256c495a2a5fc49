import { normalise, splitPrior } from '../../reasoning/edit-priors.ts';
import { at } from '../../reasoning/probability.ts';
import type { CaseRecord } from '../case.ts';
import type { Framework, LeafBucket, TierLevel } from '../framework.ts';
import type { By } from './author-cell.ts';
import { columns, mergedCell, restingCell } from './columns.ts';
import { freshId } from './edit-findings.ts';
import { requireBucket, withPriors } from './edit-numbers.ts';
import type { OperationOf } from './operations.ts';
import { refuse } from './refusal.ts';
import { bucketIds, childrenOf, inTier, requireFreeName, settled, tiersOf, withTier } from './tree.ts';

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

export function mergeBuckets(record: CaseRecord, { bucket_ids, name }: OperationOf<'merge-buckets'>, by: By): CaseRecord {
  const ids = [...new Set(bucket_ids)];
  const [first, ...others] = ids.map((id, i) => requireBucket(record, id, `bucket_ids.${i}`));
  if (!first || others.length === 0) throw refuse('bucket_ids', 'name two buckets or more');
  const stranger = others.find(({ tier }) => tier !== first.tier);
  if (stranger) throw refuse('bucket_ids', `${stranger.name} stands in another tier than ${first.name}`);
  const { framework } = record;
  if (name !== undefined) requireFreeName(framework, first.tier, name, ids);
  const isGone = (id: string): boolean => id !== first.id && ids.includes(id);
  const named = { ...(name === undefined ? {} : { name }) };
  if (first.tier === 3) {
    const merging = framework.leaves.filter(({ id }) => ids.includes(id));
    const prior = merging.reduce((sum, leaf) => sum + leaf.prior, 0);
    const leaves = framework.leaves
      .filter(({ id }) => !isGone(id))
      .map(
        (leaf): LeafBucket =>
          leaf.id === first.id ? { ...leaf, ...named, prior, provenance: { source: 'author', who: by.who, at: by.at } } : leaf,
      );
    const primaryLeafId = isGone(framework.primaryLeafId) ? first.id : framework.primaryLeafId;
    const likelihoods = columns(record, leaves, (id, row) => (id === first.id ? mergedCell(merging, row, by) : undefined));
    return settled({ ...record, framework: { ...framework, leaves, primaryLeafId }, likelihoods });
  }
  const kept = inTier(record, first.tier, (bucket) => (bucket.id === first.id ? { ...bucket, ...named } : bucket));
  const below = inTier(kept, first.tier === 1 ? 2 : 3, (child) =>
    'parentId' in child && isGone(child.parentId) ? { ...child, parentId: first.id } : child,
  );
  return settled(withTier(below, first.tier, (bucket) => !isGone(bucket.id)));
}

export function splitBucket(record: CaseRecord, { bucket_id, into }: OperationOf<'split-bucket'>, by: By): CaseRecord {
  const { tier } = requireBucket(record, bucket_id);
  const names = into.map(({ name }) => name);
  names.forEach((name, i) => {
    if (names.indexOf(name) !== i) throw refuse(`into.${i}.name`, `${name} stands there twice`);
    requireFreeName(record.framework, tier, name, [bucket_id]);
  });
  return tier === 3 ? splitLeaf(record, bucket_id, into, by) : splitUpper(record, tier, bucket_id, into);
}

type Parts = OperationOf<'split-bucket'>['into'];

/** Each part takes its share of the prior and keeps the likelihoods; the first one keeps the id. */
function splitLeaf(record: CaseRecord, id: string, into: Parts, by: By): CaseRecord {
  const { framework } = record;
  const shares = normalise(into.map(({ share }) => share ?? 1 / into.length));
  const used = bucketIds(framework);
  const leaves = framework.leaves.flatMap((leaf): LeafBucket[] => {
    if (leaf.id !== id) return [leaf];
    const priors = splitPrior(leaf.prior, shares);
    return into.map(({ name }, i) => {
      const part = i === 0 ? id : freshId('d', used);
      used.push(part);
      const provenance = { source: 'author' as const, who: by.who, at: by.at };
      return { ...leaf, id: part, name, prior: at(priors, i), provenance };
    });
  });
  const known = new Set(framework.leaves.map((leaf) => leaf.id));
  const likelihoods = columns(record, leaves, (leaf, row) => (known.has(leaf) ? undefined : row[id]));
  return settled({ ...record, framework: { ...framework, leaves }, likelihoods });
}

/** The parts of an upper bucket share its children among them; every part needs one. */
function splitUpper(record: CaseRecord, tier: TierLevel, id: string, into: Parts): CaseRecord {
  const children = childrenOf(record.framework, id);
  const asked = into.flatMap(({ children: ids = [] }) => ids);
  const stranger = asked.find((child) => !children.includes(child));
  if (stranger !== undefined) throw refuse('into', `${stranger} is not below this bucket`);
  if (new Set(asked).size !== asked.length) throw refuse('into', 'a child can go to one part only');
  const used = bucketIds(record.framework);
  const left = children.filter((child) => !asked.includes(child));
  const parts = into.map(({ name, children: ids = [] }, i) => {
    const part = i === 0 ? id : freshId(tier === 1 ? 's' : 'g', used);
    used.push(part);
    return { id: part, name, children: i === 0 ? [...ids, ...left] : ids };
  });
  const bare = parts.findIndex(({ children: ids }) => ids.length === 0);
  if (bare >= 0) throw refuse(`into.${bare}.children`, 'every part needs at least one of the buckets below');
  const parentOf = new Map(parts.flatMap((part) => part.children.map((child) => [child, part.id] as const)));
  const below = inTier(record, tier === 1 ? 2 : 3, (child) => {
    const parentId = parentOf.get(child.id);
    return parentId !== undefined && 'parentId' in child ? { ...child, parentId } : child;
  });
  return settled(
    withTier(
      below,
      tier,
      () => true,
      (bucket) => (bucket.id === id ? parts.map((part) => ({ ...bucket, id: part.id, name: part.name })) : [bucket]),
    ),
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
  for (const level of [1, 2, 3] as const) if (level >= tier) requireFreeName(framework, level, name, []);
  const idAt = (level: TierLevel, letter: string): string => (level === tier && bucket_id ? bucket_id : freshId(letter, used));
  const [system, group, leaf] = [idAt(1, 's'), idAt(2, 'g'), idAt(3, 'd')];
  const tier1 = tier === 1 ? [...framework.tier1, { id: system, name, description }] : framework.tier1;
  const parentOfGroup = tier === 1 ? system : (parent_id ?? '');
  const tier2 = tier <= 2 ? [...framework.tier2, { id: group, name, description, parentId: parentOfGroup }] : framework.tier2;
  const parentId = tier === 3 ? (parent_id ?? '') : group;
  const shrunk = framework.leaves.map((one) => ({ ...one, prior: one.prior * (1 - prior) }));
  const provenance = { source: 'author' as const, who: by.who, at: by.at };
  const leaves = [...shrunk, { id: leaf, name, description, parentId, prior, provenance }];
  const likelihoods = columns(record, leaves, (id, row) => (id === leaf ? restingCell(framework.leaves, row) : undefined));
  const next = { ...record, framework: { ...framework, tier1, tier2, leaves }, likelihoods };
  return settled(withPriors(next, normalise(leaves.map((one) => one.prior)), by));
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
  return settled(withPriors(next, normalise(leaves.map((leaf) => leaf.prior)), by));
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
