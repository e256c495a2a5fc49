import { bucketPrior } from '../../reasoning/bayes.ts';
import type { CaseRecord } from '../case.ts';
import { bucketsOf, priorsOf, type TierLevel } from '../framework.ts';
import type { By } from './author-cell.ts';
import { setPriors } from './edit-numbers.ts';
import { editTier } from './edit-tier.ts';
import type { TierPatch } from './lists.ts';
import { refuse, under } from './refusal.ts';
import { isShown, roundingOf } from './shown-numbers.ts';

/**
 * Tiers as whole lists. Buckets are matched by id, then by name, then by place when only the name changed. Priors that differ
 * from the present ones are edits: tier 3 first, then the tiers above it, each of which scales the leaves below it.
 */
export function editFramework(record: CaseRecord, tiers: readonly TierPatch[], by: By): CaseRecord {
  const listed = tiers.map((tier, i) => ({ tier, path: `diagnostic_framework.${i}` }));
  const ordered = listed.toSorted((a, b) => a.tier.tier_level - b.tier.tier_level);
  const twice = ordered.find(({ tier }, i) => ordered[i + 1]?.tier.tier_level === tier.tier_level);
  if (twice) throw refuse('diagnostic_framework', `tier ${twice.tier.tier_level} stands there twice`);
  const ids = new Map<TierLevel, readonly string[]>();
  let made: ReadonlySet<string> = new Set();
  let shaped = record;
  for (const { tier, path } of ordered) {
    const edited = under(path, () => editTier(shaped, tier, made, by));
    ids.set(tier.tier_level, edited.ids);
    shaped = edited.record;
    made = edited.made;
  }
  return ordered
    .toReversed()
    .reduce(
      (current, { tier, path }) => under(path, () => editPriors(record, current, tier, ids.get(tier.tier_level) ?? [], by)),
      shaped,
    );
}

function editPriors(
  before: CaseRecord,
  record: CaseRecord,
  { tier_level, buckets, a_priori_probabilities: byName = {} }: TierPatch,
  ids: readonly string[],
  by: By,
): CaseRecord {
  const unknown = Object.keys(byName).find((name) => !buckets.some((bucket) => bucket.name === name));
  if (unknown !== undefined) throw refuse(`a_priori_probabilities.${unknown}`, 'there is no bucket of this name in the tier');
  const leaves = priorsOf(before.framework);
  const old = new Map(bucketsOf(before.framework, tier_level).map(({ id, members }) => [id, bucketPrior(leaves, members)]));
  const digits = roundingOf(Object.values(byName));
  const isOld = (prior: number, i: number): boolean => isShown(prior, old.get(ids[i] ?? '') ?? Number.NaN, digits);
  const given = buckets.map(({ name, prior }, i) => {
    const stated = Object.hasOwn(byName, name) ? byName[name] : undefined;
    // Where both are sent, the one that differs from what is there is the edit.
    return stated === undefined || (prior !== undefined && isOld(stated, i)) ? (prior ?? stated) : stated;
  });
  if (given.every((prior) => prior === undefined)) return record;
  const priors = given.map((prior, i) => {
    if (prior === undefined) throw refuse('a_priori_probabilities', `the prior of ${buckets[i]?.name} is missing`);
    return prior;
  });
  if (ids.length === old.size && priors.every(isOld)) return record;
  const names = new Map(ids.map((id, i) => [id, buckets[i]?.name]));
  return under('a_priori_probabilities', () => {
    const wanted = Object.fromEntries(ids.map((id, i) => [id, priors[i] ?? 0]));
    return setPriors(record, { op: 'set-priors', tier_level, priors: wanted }, by, (id) => names.get(id) ?? id);
  });
}
