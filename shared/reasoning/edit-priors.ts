import { bucketPrior, type LikelihoodRow } from './bayes.ts';
import { at, sum, weightedMean } from './probability.ts';

/**
 * Edits of the tree that keep it a partition: whatever is done here, the leaf priors go on summing to 1 and no likelihood
 * is lost.
 */

/** A bucket gets a new prior in (0, 1): its leaves scale in proportion, all others share the rest in proportion. */
export function editPrior(priors: readonly number[], members: readonly number[], prior: number): number[] {
  if (!(prior > 0 && prior < 1)) throw new RangeError('a prior lies between 0 and 1');
  const before = bucketPrior(priors, members);
  if (before <= 0 || before >= 1) throw new RangeError('the bucket holds every leaf, or none that has a prior');
  const inBucket = new Set(members);
  return normalise(priors.map((value, leaf) => value * (inBucket.has(leaf) ? prior / before : (1 - prior) / (1 - before))));
}

/** Shares that sum to 1 in the proportions given. */
export const normalise = (weights: readonly number[]): number[] => {
  const total = sum(weights);
  return weights.map((weight) => weight / total);
};

/** P(f | merged leaf): the prior-weighted mean of the leaves that were merged. */
export const mergedLikelihood = (priors: readonly number[], row: LikelihoodRow, members: readonly number[]): number =>
  weightedMean(
    members.map((leaf) => at(row, leaf)),
    members.map((leaf) => at(priors, leaf)),
  );

/** A leaf split into parts with the given shares: each part takes its share of the prior, and keeps the likelihoods. */
export const splitPrior = (prior: number, shares: readonly number[]): number[] => normalise(shares).map((share) => share * prior);
