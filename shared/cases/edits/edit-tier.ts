import type { CaseRecord } from '../case.ts';
import { type BucketView, bucketsOf, type TierLevel, tierLevels } from '../framework.ts';
import type { By } from './author-cell.ts';
import { addBucket, moveBucket, removeBucket, renameBucket } from './edit-buckets.ts';
import type { TierPatch } from './lists.ts';
import { matchItems } from './match-items.ts';
import { refuse, under } from './refusal.ts';
import { bucketIds, inTier } from './tree.ts';

export type EditedTier = {
  readonly record: CaseRecord;
  /** Ids of the list's buckets, in its order. */
  readonly ids: readonly string[];
  /** Buckets below that were made so that a new one is not empty: the lists of the tiers below say what they are. */
  readonly made: ReadonlySet<string>;
};

const idsAt = (record: CaseRecord, tier: TierLevel): string[] => bucketsOf(record.framework, tier).map(({ id }) => id);

/** One tier as a whole list. What is not in it goes, what is new comes, names may be swapped: they are checked at the end. */
export function editTier(start: CaseRecord, patch: TierPatch, made: ReadonlySet<string>, by: By): EditedTier {
  const { tier_level: tier, buckets } = patch;
  requireNamesOnce(patch);
  const there = bucketsOf(start.framework, tier);
  const partners = partnersOf(patch, there, made);
  const kept = new Set(partners.map((partner) => partner?.id));
  const goes = there.filter(({ id }) => !kept.has(id));
  requirePrimaryStays(start, goes);
  let record = withNamesFreed(start, tier, goes, partners, buckets);
  const below = new Set(made);
  const ids = buckets.map(({ id, name, description, parent_id, prior }, i) => {
    const partner = partners[i];
    if (partner) return partner.id;
    const known = new Set(bucketIds(record.framework));
    const parent = tier === 1 ? null : (parent_id ?? parentBefore(there, i));
    record = under(`buckets.${i}`, () =>
      addBucket(record, { op: 'add-bucket', tier_level: tier, parent_id: parent, name, description, prior, bucket_id: id }, by),
    );
    const [added = '', ...children] = tierLevels
      .filter((level) => level >= tier)
      .flatMap((level) => idsAt(record, level).filter((one) => !known.has(one)));
    for (const child of children) below.add(child);
    return added;
  });
  for (const { id, parentId } of goes) {
    const hasSibling = bucketsOf(record.framework, tier).some((one) => one.id !== id && one.parentId === parentId);
    if (made.has(id) && !hasSibling)
      throw refuse('buckets', `${nameOf(record, parentId)} is new and has no bucket below it here`);
    if (idsAt(record, tier).includes(id)) record = removeBucket(record, { op: 'remove-bucket', bucket_id: id }, by);
  }
  buckets.forEach(({ name, description, parent_id }, i) => {
    const partner = partners[i];
    if (!partner) return;
    record = under(`buckets.${i}`, () => {
      const words = description === undefined ? { name } : { name, description };
      const renamed = renameBucket(record, { op: 'rename-bucket', bucket_id: partner.id, ...words });
      const moves = parent_id !== undefined && parent_id !== partner.parentId;
      return moves ? moveBucket(renamed, { op: 'move-bucket', bucket_id: partner.id, parent_id }) : renamed;
    });
  });
  if (ids.join() !== idsAt(record, tier).join())
    for (const id of ids) record = moveBucket(record, { op: 'move-bucket', bucket_id: id, before: null });
  return { record, ids, made: below };
}

function requireNamesOnce({ tier_level, buckets }: TierPatch): void {
  const names = buckets.map(({ name }) => name.toLowerCase());
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) throw refuse(`buckets.${twice}.name`, `tier ${tier_level} has ${buckets[twice]?.name} twice`);
}

/** By id, then by name, then by place where the list is as long as it was; a new one may be what was made for a new parent. */
function partnersOf({ buckets }: TierPatch, there: readonly BucketView[], made: ReadonlySet<string>): (BucketView | undefined)[] {
  const known = there.filter(({ id }) => !made.has(id));
  const found = matchItems(buckets, known, {
    idOf: ({ id }) => id,
    wordsOf: ({ name }) => [name],
    wordsThere: ({ name }) => [name],
  });
  const sameLength = buckets.length === known.length;
  const isSure = (i: number, partner: BucketView): boolean =>
    sameLength || buckets[i]?.id === partner.id || buckets[i]?.name.toLowerCase() === partner.name.toLowerCase();
  const waiting = there.filter(({ id }) => made.has(id));
  return buckets.map(({ id, parent_id }, i) => {
    const partner = known[found[i] ?? -1];
    if (partner && isSure(i, partner)) return partner;
    return id === undefined && parent_id === undefined ? waiting.shift() : undefined;
  });
}

function requirePrimaryStays({ framework }: CaseRecord, goes: readonly BucketView[]): void {
  const holder = goes.find(({ members }) => members.some((leaf) => framework.leaves[leaf]?.id === framework.primaryLeafId));
  if (holder)
    throw refuse(
      'buckets',
      `${holder.name} is not in the list, and it holds the primary diagnosis; choose another primary leaf first`,
    );
}

/** Buckets that go, or get another name, give their name up first. No name that is typed has a NUL, so none is in the way. */
function withNamesFreed(
  record: CaseRecord,
  tier: TierLevel,
  goes: readonly BucketView[],
  partners: readonly (BucketView | undefined)[],
  buckets: TierPatch['buckets'],
): CaseRecord {
  const renamed = partners.filter((partner, i) => partner && partner.name !== buckets[i]?.name);
  const free = new Set([...goes, ...renamed].map((bucket) => bucket?.id));
  return inTier(record, tier, (bucket) => (free.has(bucket.id) ? { ...bucket, name: `\0${bucket.id}` } : bucket));
}

/** Where no parent is named, a new bucket goes where the one before it in the list is. */
const parentBefore = (there: readonly BucketView[], index: number): string | null =>
  (there[Math.min(index, there.length) - 1] ?? there[0])?.parentId ?? null;

const nameOf = ({ framework }: CaseRecord, id: string | null): string =>
  [...framework.tier1, ...framework.tier2].find((bucket) => bucket.id === id)?.name ?? '';
