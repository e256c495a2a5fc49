import { bucketPrior } from '../../reasoning/bayes.ts';
import type { CaseRecord } from '../case.ts';
import { type BucketView, bucketsOf, priorsOf, type TierLevel } from '../framework.ts';
import type { By } from './author-cell.ts';
import { addBucket, moveBucket, removeBucket, renameBucket } from './edit-buckets.ts';
import { setPriors } from './edit-numbers.ts';
import type { TierPatch } from './lists.ts';
import { matchItems } from './match-items.ts';
import { refuse } from './refusal.ts';

/**
 * Tiers as whole lists. Buckets are matched by id, then by name, then by place when only the name changed. Priors that differ
 * from the present ones are edits: tier 3 first, then the tiers above it, each of which scales the leaves below it.
 */
export function editFramework(record: CaseRecord, tiers: readonly TierPatch[], by: By): CaseRecord {
  const ordered = tiers.toSorted((a, b) => a.tier_level - b.tier_level);
  ordered.forEach(({ tier_level }, i) => {
    if (ordered[i + 1]?.tier_level === tier_level) throw refuse('diagnostic_framework', `tier ${tier_level} stands there twice`);
  });
  const shaped = ordered.reduce((state, tier) => editTier(state, tier, tiers.indexOf(tier), by), {
    record,
    ids: new Map<TierLevel, readonly string[]>(),
  });
  return ordered
    .toReversed()
    .reduce(
      (current, tier) => editPriors(record, current, tier, shaped.ids.get(tier.tier_level) ?? [], tiers.indexOf(tier), by),
      shaped.record,
    );
}

type Shaped = { readonly record: CaseRecord; readonly ids: Map<TierLevel, readonly string[]> };

function editTier({ record, ids }: Shaped, { tier_level: tier, buckets }: TierPatch, index: number, by: By): Shaped {
  const path = (i: number, part: string): string => `diagnostic_framework.${index}.buckets.${i}.${part}`;
  const there = bucketsOf(record.framework, tier);
  const partners = matchItems(buckets, there, {
    idOf: ({ id }) => id,
    wordsOf: ({ name }) => [name],
    wordsThere: ({ name }) => [name],
  });
  // A place says that a bucket was renamed only where the list is as long as it was.
  const sameLength = buckets.length === there.length;
  const partnerOf = (i: number): BucketView | undefined => {
    const partner = there[partners[i] ?? -1];
    const bucket = buckets[i];
    return partner &&
      bucket &&
      (sameLength || bucket.id === partner.id || bucket.name.toLowerCase() === partner.name.toLowerCase())
      ? partner
      : undefined;
  };
  const kept = new Set(buckets.map((_, i) => partnerOf(i)?.id));
  let current = record;
  const order = buckets.map(({ id, name, description, parent_id, prior }, i) => {
    const partner = partnerOf(i);
    if (partner) {
      current = renameBucket(current, {
        op: 'rename-bucket',
        bucket_id: partner.id,
        name,
        ...(description === undefined ? {} : { description }),
      });
      if (parent_id !== undefined && parent_id !== partner.parentId)
        current = moveBucket(current, { op: 'move-bucket', bucket_id: partner.id, parent_id });
      return partner.id;
    }
    const parent = tier === 1 ? null : (parent_id ?? nearestParent(there, i));
    if (tier > 1 && parent === null) throw refuse(path(i, 'parent_id'), 'say which bucket of the tier above it belongs to');
    const used = new Set(bucketsOf(current.framework, tier).map((bucket) => bucket.id));
    current = addBucket(
      current,
      {
        op: 'add-bucket',
        tier_level: tier,
        parent_id: parent,
        name,
        ...(id === undefined ? {} : { bucket_id: id }),
        ...(description === undefined ? {} : { description }),
        ...(prior === undefined ? {} : { prior }),
      },
      by,
    );
    return bucketsOf(current.framework, tier).find((bucket) => !used.has(bucket.id))?.id ?? '';
  });
  for (const bucket of there)
    if (!kept.has(bucket.id) && bucketsOf(current.framework, tier).some(({ id }) => id === bucket.id))
      current = removeBucket(current, { op: 'remove-bucket', bucket_id: bucket.id }, by);
  for (const id of order)
    if (
      order.join() !==
      bucketsOf(current.framework, tier)
        .map((bucket) => bucket.id)
        .join()
    )
      current = moveBucket(current, { op: 'move-bucket', bucket_id: id, before: null });
  return { record: current, ids: new Map([...ids, [tier, order]]) };
}

/** Where no parent is named, a new bucket goes where the one before it in the list is. */
const nearestParent = (there: readonly BucketView[], index: number): string | null =>
  (there[Math.min(index, there.length) - 1] ?? there[0])?.parentId ?? null;

/** A number that is the present one, at full precision or as screens round it, is no edit. */
const isSame = (given: number, present: number): boolean =>
  Math.abs(given - present) < 1e-6 || [2, 3, 4].some((digits) => given === Number(present.toFixed(digits)));

function editPriors(
  before: CaseRecord,
  record: CaseRecord,
  { tier_level, buckets, a_priori_probabilities: byName }: TierPatch,
  ids: readonly string[],
  index: number,
  by: By,
): CaseRecord {
  const old = new Map(
    bucketsOf(before.framework, tier_level).map(({ id, members }) => [id, bucketPrior(priorsOf(before.framework), members)]),
  );
  const given = buckets.map(({ name, prior }, i) => {
    const stated = byName?.[name];
    const present = old.get(ids[i] ?? '');
    // Where both are sent, the one that differs from what is there is the edit.
    if (stated === undefined || (prior !== undefined && present !== undefined && isSame(stated, present))) return prior ?? stated;
    return stated;
  });
  const unknown = Object.keys(byName ?? {}).find((name) => !buckets.some((bucket) => bucket.name === name));
  if (unknown !== undefined)
    throw refuse(
      `diagnostic_framework.${index}.a_priori_probabilities.${unknown}`,
      'there is no bucket of this name in the tier',
    );
  if (given.every((prior) => prior === undefined)) return record;
  const hole = given.indexOf(undefined);
  if (hole >= 0)
    throw refuse(`diagnostic_framework.${index}.a_priori_probabilities`, `the prior of ${buckets[hole]?.name} is missing`);
  const isUntouched =
    ids.length === old.size && given.every((prior, i) => isSame(prior ?? 0, old.get(ids[i] ?? '') ?? Number.NaN));
  if (isUntouched) return record;
  const priors = Object.fromEntries(ids.map((id, i) => [id, given[i] ?? 0]));
  return setPriors(record, { op: 'set-priors', tier_level, priors }, by);
}
