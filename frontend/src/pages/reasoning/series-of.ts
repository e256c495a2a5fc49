import type { AnalysisBody } from '../../api/types.ts';
import type { ComparedBucket, PathPoint, TornadoBar } from '../../charts/shapes.ts';

export type Tier = AnalysisBody['tiers'][number];

/** More bars than this are no picture; the list of the API has them all. */
const mostBars = 12;

export const findingName = (analysis: AnalysisBody, id: string): string =>
  [...analysis.findings, ...analysis.findings_without_state].find(({ feature_id }) => feature_id === id)?.feature_name ?? id;

export const stateWord = (present: boolean | null): string => (present === null ? 'not stated' : present ? 'present' : 'absent');

export const pointsOf = (analysis: AnalysisBody, tier: Tier): PathPoint[] => [
  { id: 'door', label: 'At the door', note: '', shares: tier.buckets.map(({ prior }) => prior) },
  ...tier.path.map(({ feature_id, posterior }, i) => {
    const finding = analysis.findings.find((one) => one.feature_id === feature_id);
    return {
      id: feature_id,
      label: `${i + 1}. ${finding?.feature_name ?? feature_id}`,
      note: stateWord(finding?.present ?? null),
      shares: posterior,
    };
  }),
];

export const barsOf = (analysis: AnalysisBody, tier: Tier): TornadoBar[] =>
  tier.sensitivity.slice(0, mostBars).map(({ feature_id, bucket_id, likelihood_ratio, lowered, raised }) => ({
    id: `${feature_id} ${bucket_id}`,
    finding: findingName(analysis, feature_id),
    bucket: tier.buckets.find((bucket) => bucket.bucket_id === bucket_id)?.name ?? bucket_id,
    ratio: likelihood_ratio,
    lowered: lowered.posterior,
    raised: raised.posterior,
  }));

export const comparedOf = (tier: Tier): ComparedBucket[] =>
  tier.buckets
    .map(({ bucket_id, name, posterior, simulator_posterior }) => ({
      id: bucket_id,
      name,
      bayes: posterior,
      simulator: simulator_posterior,
    }))
    .toSorted((a, b) => b.bayes - a.bayes);

/** The finding whose LR weighs most for or against the primary bucket: the first that the nomogram shows. */
export const weightiestFor = ({ sensitivity, primary }: Tier): string | undefined =>
  sensitivity
    .filter(({ bucket_id }) => bucket_id === primary.bucket_id)
    .toSorted((a, b) => Math.abs(Math.log(b.likelihood_ratio)) - Math.abs(Math.log(a.likelihood_ratio)))[0]?.feature_id;

/** Pre-test, LR and post-test of one finding for one bucket. */
export type Passage = { readonly before: number; readonly ratio: number; readonly after: number };

const odds = (p: number): number => p / (1 - p);

/** As the first question of all, when the LR is exactly the one of the matrix. */
export function passageAtDoor(tier: Tier, featureId: string, bucketId: string): Passage | undefined {
  const before = tier.buckets.find(({ bucket_id }) => bucket_id === bucketId)?.prior;
  const cell = tier.sensitivity.find(({ feature_id, bucket_id }) => feature_id === featureId && bucket_id === bucketId);
  if (before === undefined || !cell) return undefined;
  const after = odds(before) * cell.likelihood_ratio;
  return { before, ratio: cell.likelihood_ratio, after: after / (1 + after) };
}

/**
 * At its place in the case. With more than two diagnoses the mixture of the others has moved by then, and with it the LR:
 * it is read from the odds before and after.
 */
export function passageInCase(tier: Tier, featureId: string, bucketId: string): Passage | undefined {
  const bucket = tier.buckets.findIndex(({ bucket_id }) => bucket_id === bucketId);
  const step = tier.path.findIndex(({ feature_id }) => feature_id === featureId);
  const before = step > 0 ? tier.path[step - 1]?.posterior[bucket] : tier.buckets[bucket]?.prior;
  const after = tier.path[step]?.posterior[bucket];
  if (before === undefined || after === undefined) return undefined;
  return { before, ratio: odds(after) / odds(before), after };
}
