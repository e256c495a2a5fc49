import { conditionals, likelihoodRatios, type Observation, posterior } from '../reasoning/bayes.ts';
import type { CaseRecord, LikelihoodCell } from './case.ts';
import type { Finding } from './finding.ts';
import { type BucketView, bucketsOf, priorsOf, type TierLevel } from './framework.ts';

/** The cells of one finding, in leaf order. A missing cell is a broken record and says which one. */
export function cellsOf(record: CaseRecord, findingId: string): LikelihoodCell[] {
  const row = record.likelihoods[findingId];
  return record.framework.leaves.map(({ id }) => {
    const cell = row?.[id];
    if (!cell) throw new Error(`no likelihood of ${findingId} for ${id}`);
    return cell;
  });
}

export const rowOf = (record: CaseRecord, findingId: string): number[] =>
  cellsOf(record, findingId).map(({ probability }) => probability);

/** What was found, in case order; findings whose state nobody has said are left out. */
export const observationsOf = (record: CaseRecord): Observation[] =>
  record.findings.flatMap(({ id, present }) => (present === null ? [] : [{ likelihoods: rowOf(record, id), present }]));

export const posteriorOf = (record: CaseRecord): number[] => posterior(priorsOf(record.framework), observationsOf(record));

/** One derived number of the matrix: a finding against a bucket of some tier. */
export type DerivedRatio = {
  readonly finding: Finding;
  readonly tier: TierLevel;
  readonly bucket: BucketView;
  /** P(f | bucket) */
  readonly probability: number;
  readonly lrPositive: number;
  readonly lrNegative: number;
  /** LR+ where the finding is present, LR− where it is absent; null where its state is not known. */
  readonly inForce: number | null;
};

/** Every finding against every bucket of one tier, findings first. */
export function ratiosAt(record: CaseRecord, tier: TierLevel): DerivedRatio[] {
  const priors = priorsOf(record.framework);
  const buckets = bucketsOf(record.framework, tier);
  return record.findings.flatMap((finding) => {
    const row = rowOf(record, finding.id);
    return buckets.map((bucket) => {
      const { positive, negative } = likelihoodRatios(priors, row, bucket.members);
      return {
        finding,
        tier,
        bucket,
        probability: conditionals(priors, row, bucket.members).inside,
        lrPositive: positive,
        lrNegative: negative,
        inForce: finding.present === null ? null : finding.present ? positive : negative,
      };
    });
  });
}

/** Whether a finding still waits for likelihoods, in part or whole: what stands there moves nothing and came from nobody. */
export const isUnestimated = ({ likelihoods }: Pick<CaseRecord, 'likelihoods'>, findingId: string): boolean =>
  Object.values(likelihoods[findingId] ?? {}).some(({ provenance }) => provenance.source === 'not_estimated');
