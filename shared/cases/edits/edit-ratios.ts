import { AppError } from '../../errors.ts';
import type { CaseRecord } from '../case.ts';
import type { DerivedRatio } from '../derive.ts';
import type { By } from './author-cell.ts';
import { clearLikelihoods } from './edit-findings.ts';
import { fitRow, setProbability, setRatio } from './edit-numbers.ts';
import type { RatioPatch } from './lists.ts';
import { type Asked, everyRatio, matchRatios, ratioKeyOf } from './match-ratios.ts';
import { refuse } from './refusal.ts';
import { isSameNumber, isShown, roundingOf } from './shown-numbers.ts';

/** An LR of the list that is another one now: the nearest coherent row has it elsewhere, or another edit of the row moved it. */
export type MovedRatio = {
  readonly feature_name: string;
  readonly diagnostic_bucket: string;
  readonly tier_level: number;
  readonly asked: number;
  readonly got: number;
};

/** Rows × leaves² that one edit may have fitted: about a second of work. */
const mostFitting = 8_000;

/**
 * A list of LRs, matched to findings and buckets by id or by name. What differs from the numbers that its sender has seen, in
 * `before`, is an edit: one LR of a row is set exactly, several are fitted together. An empty list empties all rows.
 */
export function editRatios(
  record: CaseRecord,
  list: readonly RatioPatch[],
  before: CaseRecord,
  by: By,
): { record: CaseRecord; edits: readonly Asked[] } {
  if (list.length === 0) {
    const cleared = record.findings.reduce(
      (current, { id }) => clearLikelihoods(current, { op: 'clear-likelihoods', finding_id: id }),
      record,
    );
    return { record: cleared, edits: [] };
  }
  const asked = matchRatios(record, list, before);
  const digits = roundingOf(list.map(({ likelihood_ratio }) => likelihood_ratio));
  const rows = [
    ...Map.groupBy(
      asked.filter((one) => isEdit(one, digits)),
      ({ present }) => present.finding.id,
    ),
  ];
  const fitted = rows.filter(([, edits]) => edits.length > 1).length;
  const most = Math.max(1, Math.floor(mostFitting / record.framework.leaves.length ** 2));
  if (fitted > most)
    throw refuse('feature_likelihood_ratios', `the LRs of ${fitted} findings are to be fitted; send ${most} at a time`);
  const edited = rows.reduce((current, [finding, edits]) => editRow(current, finding, edits, by), record);
  return { record: edited, edits: edited === record ? [] : asked };
}

function editRow(record: CaseRecord, finding_id: string, edits: readonly Asked[], by: By): CaseRecord {
  const typed = edits.filter(isNewProbability);
  const probed = typed.reduce(
    (current, { patch, present, index }) =>
      at(index, () =>
        setProbability(
          current,
          { op: 'set-probability', finding_id, bucket_id: present.bucket.id, probability: patch.probability ?? 0 },
          by,
        ),
      ),
    record,
  );
  const ratios = edits
    .filter((edit) => !typed.includes(edit))
    .map(({ patch, present, index }) => ({ index, bucket_id: present.bucket.id, likelihood_ratio: patch.likelihood_ratio }));
  const [first, ...others] = ratios;
  if (!first) return probed;
  return at(first.index, () =>
    others.length === 0
      ? setRatio(probed, { op: 'set-ratio', finding_id, ...first }, by, { assumed: true })
      : fitRow(probed, { op: 'fit-ratios', finding_id, ratios }, by, { assumed: true }),
  );
}

/** A refusal names the entry of the list. */
function at<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [first] = error.errors;
    const { feasible } = error.extensions as { feasible?: { lowest: number; highest: number } };
    throw refuse(`feature_likelihood_ratios.${index}.${first?.path ?? ''}`, first?.message ?? error.message, feasible);
  }
}

/** LRs that a reply may have shown for one place: the one in force, and those of either state. */
const shownIn = ({ inForce, lrPositive, lrNegative }: DerivedRatio): number[] => [inForce ?? 1, lrPositive, lrNegative];

const isNewProbability = ({ patch: { probability, tier_level }, present, before }: Asked): boolean =>
  tier_level === 3 &&
  probability !== undefined &&
  ![present, before].some((one) => one !== undefined && isSameNumber(probability, one.probability));

function isEdit(asked: Asked, digits: number | undefined): boolean {
  const { patch, present, before } = asked;
  const known = [present.inForce ?? 1, ...(before ? shownIn(before) : [])];
  return !known.some((ratio) => isShown(patch.likelihood_ratio, ratio, digits)) || isNewProbability(asked);
}

/** What of a list is another number in the record as it is kept, whatever moved it. */
export function movedIn(record: CaseRecord, asked: readonly Asked[]): MovedRatio[] {
  if (asked.length === 0) return [];
  const now = everyRatio(record);
  return asked.flatMap(({ patch, present }) => {
    const one = now.get(ratioKeyOf(present));
    const got = one && (one.inForce ?? one.lrPositive);
    if (got !== undefined && Math.abs(Math.log(got / patch.likelihood_ratio)) < 0.005) return [];
    const { feature_name, diagnostic_bucket, tier_level, likelihood_ratio } = patch;
    return [{ feature_name, diagnostic_bucket, tier_level, asked: likelihood_ratio, got: got ?? 1 }];
  });
}
