import type { CaseRecord } from '../case.ts';
import { type DerivedRatio, ratiosAt } from '../derive.ts';
import { tierLevels } from '../framework.ts';
import type { By } from './author-cell.ts';
import { clearLikelihoods } from './edit-findings.ts';
import { fitRow, setProbability, setRatio } from './edit-numbers.ts';
import type { RatioPatch } from './lists.ts';
import { normalised } from './match-items.ts';
import { refuse } from './refusal.ts';

/** An LR of the list that is another one now: the nearest coherent row has it elsewhere, or another edit of the row moved it. */
export type MovedRatio = {
  readonly feature_name: string;
  readonly diagnostic_bucket: string;
  readonly tier_level: number;
  readonly asked: number;
  readonly got: number;
};

type Asked = { readonly patch: RatioPatch; readonly index: number; readonly present: DerivedRatio };

/**
 * A list of LRs, matched to findings and buckets by id or by name. What differs from the present numbers is an edit: one LR of
 * a row is set exactly, several are fitted together. An empty list empties all rows.
 */
export function editRatios(record: CaseRecord, list: readonly RatioPatch[], by: By): { record: CaseRecord; moved: MovedRatio[] } {
  if (list.length === 0) {
    const cleared = record.findings.reduce(
      (current, { id }) => clearLikelihoods(current, { op: 'clear-likelihoods', finding_id: id }),
      record,
    );
    return { record: cleared, moved: [] };
  }
  const asked = matched(record, list);
  const rows = Map.groupBy(
    asked.filter(({ patch, present }) => isEdit(patch, present)),
    ({ present }) => present.finding.id,
  );
  const edited = [...rows].reduce((current, [finding, edits]) => editRow(current, finding, edits, by), record);
  return { record: edited, moved: edited === record ? [] : movedIn(edited, asked) };
}

function editRow(record: CaseRecord, finding_id: string, edits: readonly Asked[], by: By): CaseRecord {
  const at = ({ index }: Asked, error: unknown): never => {
    if (error instanceof Error && 'errors' in error) throw prefixed(`feature_likelihood_ratios.${index}`, error);
    throw error;
  };
  const typed = edits.filter(({ patch, present }) => patch.tier_level === 3 && isNewProbability(patch, present));
  let current = record;
  for (const edit of typed) {
    const operation = { op: 'set-probability' as const, finding_id, bucket_id: edit.present.bucket.id };
    try {
      current = setProbability(current, { ...operation, probability: edit.patch.probability ?? 0 }, by);
    } catch (error) {
      at(edit, error);
    }
  }
  const ratios = edits.filter((edit) => !typed.includes(edit));
  const [only] = ratios;
  if (!only) return current;
  try {
    if (ratios.length === 1) {
      const { present, patch } = only;
      return setRatio(
        current,
        { op: 'set-ratio', finding_id, bucket_id: present.bucket.id, likelihood_ratio: patch.likelihood_ratio },
        by,
      );
    }
    const wanted = ratios.map(({ patch, present }) => ({
      bucket_id: present.bucket.id,
      likelihood_ratio: patch.likelihood_ratio,
    }));
    return fitRow(current, { op: 'fit-ratios', finding_id, ratios: wanted }, by);
  } catch (error) {
    return at(only, error);
  }
}

const prefixed = (path: string, error: Error): Error => {
  const { errors, extensions } = error as Error & {
    errors: { path: string; message: string }[];
    extensions: { feasible?: { lowest: number; highest: number } };
  };
  const [first] = errors;
  return refuse(`${path}.${first?.path ?? ''}`, first?.message ?? error.message, extensions.feasible);
};

/** Every entry with the number that stands there now; an unknown name is refused by its name. */
function matched(record: CaseRecord, list: readonly RatioPatch[]): Asked[] {
  const present = tierLevels.flatMap((tier) => ratiosAt(record, tier));
  const key = (tier: number, finding: string, bucket: string): string => `${tier}\n${finding}\n${bucket}`;
  const byIds = new Map(present.map((one) => [key(one.tier, one.finding.id, one.bucket.id), one]));
  const findingIds = new Map(
    record.findings.flatMap((finding) => namesOf(finding).map((name) => [name, finding.id] as const)).toReversed(),
  );
  const bucketIds = new Map(present.map(({ tier, bucket }) => [`${tier}\n${normalised(bucket.name)}`, bucket.id]));
  return list.map((patch, index) => {
    const path = `feature_likelihood_ratios.${index}`;
    const { feature_id, feature_name, bucket_id, diagnostic_bucket, tier_level } = patch;
    const finding = record.findings.some(({ id }) => id === feature_id) ? feature_id : findingIds.get(normalised(feature_name));
    if (finding === undefined) throw refuse(`${path}.feature_name`, `there is no finding named ${feature_name}`);
    const known = bucket_id !== undefined && byIds.has(key(tier_level, finding, bucket_id));
    const bucket = known ? bucket_id : bucketIds.get(`${tier_level}\n${normalised(diagnostic_bucket)}`);
    const one = bucket === undefined ? undefined : byIds.get(key(tier_level, finding, bucket));
    if (!one) throw refuse(`${path}.diagnostic_bucket`, `tier ${tier_level} has no bucket named ${diagnostic_bucket}`);
    return { patch, index, present: one };
  });
}

/** A finding answers to its name, and to what is asked for it. */
const namesOf = (finding: CaseRecord['findings'][number]): string[] =>
  [
    finding.finding,
    finding.category === 'history' ? finding.question : finding.category === 'physical_exam' ? finding.examination : finding.test,
  ].map(normalised);

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
/** What is sent back as it was shown, at full precision or rounded, is no edit. */
const isShown = (given: number, present: number): boolean =>
  near(given, present) || [1, 2, 3].some((digits) => given === Number(present.toFixed(digits)));

const isNewProbability = ({ probability }: RatioPatch, present: DerivedRatio): boolean =>
  probability !== undefined && !near(probability, present.probability);
const isEdit = (patch: RatioPatch, present: DerivedRatio): boolean =>
  !isShown(patch.likelihood_ratio, present.inForce ?? 1) || (patch.tier_level === 3 && isNewProbability(patch, present));

function movedIn(record: CaseRecord, asked: readonly Asked[]): MovedRatio[] {
  const now = new Map(
    tierLevels.flatMap((tier) =>
      ratiosAt(record, tier).map((one) => [`${tier} ${one.finding.id} ${one.bucket.id}`, one.inForce ?? 1] as const),
    ),
  );
  return asked.flatMap(({ patch, present }) => {
    const got = now.get(`${present.tier} ${present.finding.id} ${present.bucket.id}`) ?? Number.NaN;
    if (Math.abs(Math.log(got / patch.likelihood_ratio)) < 0.005) return [];
    const { feature_name, diagnostic_bucket, tier_level, likelihood_ratio } = patch;
    return [{ feature_name, diagnostic_bucket, tier_level, asked: likelihood_ratio, got }];
  });
}
