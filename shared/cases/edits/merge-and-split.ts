import { normalise, splitPrior } from '../../reasoning/edit-priors.ts';
import { at } from '../../reasoning/probability.ts';
import type { CaseRecord } from '../case.ts';
import type { LeafBucket, TierLevel } from '../framework.ts';
import type { By } from './author-cell.ts';
import { columns, mergedCell } from './columns.ts';
import { freshId } from './edit-findings.ts';
import { lowestPrior, requireBucket } from './edit-numbers.ts';
import type { OperationOf } from './operations.ts';
import { outsideRange, refuse } from './refusal.ts';
import { bucketIds, childrenOf, inTier, requireFreeName, settled, withTier } from './tree.ts';

/** Merging adds priors up and takes the prior-weighted mean of the likelihoods; splitting shares the prior and copies them. */

export function mergeBuckets(record: CaseRecord, { bucket_ids, name }: OperationOf<'merge-buckets'>, by: By): CaseRecord {
  const ids = [...new Set(bucket_ids)];
  const [first, ...others] = ids.map((id, i) => requireBucket(record, id, `bucket_ids.${i}`));
  if (!first || others.length === 0) throw refuse('bucket_ids', 'name two buckets or more');
  const stranger = others.find(({ tier }) => tier !== first.tier);
  if (stranger) throw refuse('bucket_ids', `${stranger.name} stands in another tier than ${first.name}`);
  if (name !== undefined) requireFreeName(record.framework, first.tier, name, ids);
  const isGone = (id: string): boolean => id !== first.id && ids.includes(id);
  const words = name === undefined ? {} : { name };
  if (first.tier === 3) return mergeLeaves(record, ids, words, by);
  const kept = inTier(record, first.tier, (bucket) => (bucket.id === first.id ? { ...bucket, ...words } : bucket));
  const below = inTier(kept, first.tier === 1 ? 2 : 3, (child) =>
    'parentId' in child && isGone(child.parentId) ? { ...child, parentId: first.id } : child,
  );
  return settled(withTier(below, first.tier, (bucket) => !isGone(bucket.id)));
}

function mergeLeaves(record: CaseRecord, ids: readonly string[], words: { name?: string }, by: By): CaseRecord {
  const { framework } = record;
  const [first = ''] = ids;
  const isGone = (id: string): boolean => id !== first && ids.includes(id);
  const merging = framework.leaves.filter(({ id }) => ids.includes(id));
  const prior = merging.reduce((sum, leaf) => sum + leaf.prior, 0);
  const provenance = { source: 'author' as const, who: by.who, at: by.at };
  const leaves = framework.leaves
    .filter(({ id }) => !isGone(id))
    .map((leaf): LeafBucket => (leaf.id === first ? { ...leaf, ...words, prior, provenance } : leaf));
  const primaryLeafId = isGone(framework.primaryLeafId) ? first : framework.primaryLeafId;
  const likelihoods = columns(record, leaves, (id, row) => (id === first ? mergedCell(merging, row, by) : undefined));
  return settled({ ...record, framework: { ...framework, leaves, primaryLeafId }, likelihoods });
}

export function splitBucket(record: CaseRecord, { bucket_id, into }: OperationOf<'split-bucket'>, by: By): CaseRecord {
  const { tier } = requireBucket(record, bucket_id);
  const names = into.map(({ name }) => name.toLowerCase());
  names.forEach((name, i) => {
    if (names.indexOf(name) !== i) throw refuse(`into.${i}.name`, `${into[i]?.name} stands there twice`);
    requireFreeName(record.framework, tier, into[i]?.name ?? '', [bucket_id]);
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
    const small = priors.findIndex((prior) => prior < lowestPrior);
    if (small >= 0) {
      const lowest = lowestPrior / leaf.prior;
      if (lowest > 1 / into.length) throw refuse('into', `${leaf.name} has too small a prior to be split into ${into.length}`);
      throw outsideRange(`into.${small}.share`, `The share of ${into[small]?.name}`, { lowest, highest: 1 - lowest });
    }
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
