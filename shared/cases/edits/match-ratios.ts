import type { CaseRecord } from '../case.ts';
import { type DerivedRatio, ratiosAt } from '../derive.ts';
import type { Finding } from '../finding.ts';
import { tierLevels } from '../framework.ts';
import type { RatioPatch } from './lists.ts';
import { normalised } from './match-items.ts';
import { refuse } from './refusal.ts';

/** One entry of a list of LRs, with the number that stands in its place now, and the one that stood there before the edit. */
export type Asked = {
  readonly patch: RatioPatch;
  readonly index: number;
  readonly present: DerivedRatio;
  readonly before: DerivedRatio | undefined;
};

const ratioKey = (tier: number, finding: string, bucket: string): string => `${tier}\n${finding}\n${bucket}`;

export const ratioKeyOf = ({ tier, finding, bucket }: DerivedRatio): string => ratioKey(tier, finding.id, bucket.id);
export const everyRatio = (record: CaseRecord): Map<string, DerivedRatio> =>
  new Map(tierLevels.flatMap((tier) => ratiosAt(record, tier).map((one): [string, DerivedRatio] => [ratioKeyOf(one), one])));

/**
 * Every entry with its place in the record, by ids or by names; an unknown name is refused by its name, one that two findings
 * answer to by theirs. `before` is the record that the sender has seen.
 */
export function matchRatios(record: CaseRecord, list: readonly RatioPatch[], before: CaseRecord): Asked[] {
  const present = everyRatio(record);
  const seen = before === record ? present : everyRatio(before);
  const findings = findingsByName(record.findings);
  const ids = new Set(record.findings.map(({ id }) => id));
  const buckets = new Map<string, string>();
  // A client that renamed a bucket may still send its LRs under the name it was shown.
  for (const source of [seen, present])
    for (const { tier, bucket } of source.values()) buckets.set(`${tier}\n${normalised(bucket.name)}`, bucket.id);
  return list.map((patch, index) => {
    const path = `feature_likelihood_ratios.${index}`;
    const { feature_id, bucket_id, diagnostic_bucket, tier_level } = patch;
    const finding = feature_id !== undefined && ids.has(feature_id) ? feature_id : named(findings, patch, path);
    const byId = bucket_id === undefined ? undefined : present.get(ratioKey(tier_level, finding, bucket_id));
    const bucket = buckets.get(`${tier_level}\n${normalised(diagnostic_bucket)}`);
    const one = byId ?? (bucket === undefined ? undefined : present.get(ratioKey(tier_level, finding, bucket)));
    if (!one) throw refuse(`${path}.diagnostic_bucket`, `tier ${tier_level} has no bucket named ${diagnostic_bucket}`);
    return { patch, index, present: one, before: seen.get(ratioKeyOf(one)) };
  });
}

const askedOf = (finding: Finding): string =>
  finding.category === 'history' ? finding.question : finding.category === 'physical_exam' ? finding.examination : finding.test;

type Named = ReadonlyMap<string, ReadonlySet<string>>;

/** Ids by name, and by category and name. A finding answers to its name, and where that is nobody's to what is asked for it. */
function findingsByName(findings: readonly Finding[]): Named {
  const names = new Map<string, Set<string>>();
  const add = (key: string, id: string): void => void names.set(key, (names.get(key) ?? new Set()).add(id));
  for (const { id, finding, category } of findings) {
    add(normalised(finding), id);
    add(`${category}\n${normalised(finding)}`, id);
  }
  const own = new Set(names.keys());
  for (const finding of findings)
    for (const key of [normalised(askedOf(finding)), `${finding.category}\n${normalised(askedOf(finding))}`])
      if (!own.has(key)) add(key, finding.id);
  return names;
}

function named(findings: Named, { feature_name, feature_category }: RatioPatch, path: string): string {
  const name = normalised(feature_name);
  const found = (feature_category && findings.get(`${feature_category}\n${name}`)) ?? findings.get(name);
  const [id, other] = found ?? [];
  if (id === undefined) throw refuse(`${path}.feature_name`, `there is no finding named ${feature_name}`);
  if (other !== undefined)
    throw refuse(`${path}.feature_name`, `two findings are named ${feature_name}; send feature_id, or name them apart`);
  return id;
}
