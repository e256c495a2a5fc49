import { bucketPrior, type LikelihoodRow, likelihoodRatios } from './bayes.ts';

/**
 * The identity that every row obeys at every tier: Σ_B prior·LR / (1 − prior + prior·LR) = 1, because each term is the
 * posterior of B after that one finding. A row whose LRs are all above 1, or all below, breaks it.
 */
export function identityTotals(
  priors: readonly number[],
  row: LikelihoodRow,
  buckets: readonly (readonly number[])[],
): { positive: number; negative: number } {
  let positive = 0;
  let negative = 0;
  for (const members of buckets) {
    const prior = bucketPrior(priors, members);
    const ratios = likelihoodRatios(priors, row, members);
    positive += updateByRatio(prior, ratios.positive);
    negative += updateByRatio(prior, ratios.negative);
  }
  return { positive, negative };
}

/** Posterior of one bucket after one finding, by odds: p·LR / (1 − p + p·LR). */
export const updateByRatio = (prior: number, ratio: number): number => (prior * ratio) / (1 - prior + prior * ratio);
