import { at } from './probability.ts';

/**
 * Bayes over the leaves of one differential. A leaf is an index; a bucket of any tier is the list of its leaves, so every
 * tier is answered by the same few functions and all tiers agree by construction.
 */

/** P(finding | leaf), by leaf index, each inside (0, 1). */
export type LikelihoodRow = readonly number[];

export type Observation = { readonly likelihoods: LikelihoodRow; readonly present: boolean };

export type ConditionalPair = { readonly inside: number; readonly outside: number };
export type RatioPair = { readonly positive: number; readonly negative: number };

/** Prior of a bucket: the sum over its leaves. */
export const bucketPrior = (priors: readonly number[], members: readonly number[]): number =>
  members.reduce((total, leaf) => total + at(priors, leaf), 0);

/**
 * P(f | B) and P(f | not B): prior-weighted means over the leaves inside and outside the bucket (Birkett 1988: with more
 * than two diagnoses the alternative of a likelihood ratio is the mixture of all others).
 * A bucket that holds every leaf has no outside: its `outside` is NaN.
 */
export function conditionals(priors: readonly number[], row: LikelihoodRow, members: readonly number[]): ConditionalPair {
  const inBucket = new Set(members);
  let insideWeight = 0;
  let inside = 0;
  let outsideWeight = 0;
  let outside = 0;
  for (let leaf = 0; leaf < priors.length; leaf++) {
    const prior = at(priors, leaf);
    if (inBucket.has(leaf)) {
      insideWeight += prior;
      inside += prior * at(row, leaf);
    } else {
      outsideWeight += prior;
      outside += prior * at(row, leaf);
    }
  }
  // One leaf is its own mean: said as stored, not as p·q/p, which rounding may move.
  const only = members.length === 1 && members[0] !== undefined ? at(row, members[0]) : undefined;
  return { inside: only ?? inside / insideWeight, outside: outside / outsideWeight };
}

/** LR+ = P(f|B) / P(f|not B); LR− = (1 − P(f|B)) / (1 − P(f|not B)). */
export const ratiosOf = ({ inside, outside }: ConditionalPair): RatioPair => ({
  positive: inside / outside,
  negative: (1 - inside) / (1 - outside),
});

export const likelihoodRatios = (priors: readonly number[], row: LikelihoodRow, members: readonly number[]): RatioPair =>
  ratiosOf(conditionals(priors, row, members));

/** Likelihood of what was seen, by leaf: q where the finding is present, 1 − q where it is absent. */
export const observedLikelihood = ({ likelihoods, present }: Observation, leaf: number): number =>
  present ? at(likelihoods, leaf) : 1 - at(likelihoods, leaf);

/**
 * Posterior over leaves after the observations, proportional to p · Π(q or 1 − q): findings are taken as independent given
 * the diagnosis. Summed as logarithms, so that hundreds of findings do not underflow.
 */
export function posterior(priors: readonly number[], observations: readonly Observation[]): number[] {
  const logs = priors.map((prior, leaf) =>
    observations.reduce((total, seen) => total + Math.log(observedLikelihood(seen, leaf)), Math.log(prior)),
  );
  const highest = Math.max(...logs);
  const weights = logs.map((value) => Math.exp(value - highest));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

/** Upper-tier posterior (or prior): each bucket's sum over its leaves. */
export const sumByBucket = (byLeaf: readonly number[], buckets: readonly (readonly number[])[]): number[] =>
  buckets.map((members) => bucketPrior(byLeaf, members));

/** Rank of a leaf, 1 = the likeliest; equals share the better rank. */
export const rankOf = (byLeaf: readonly number[], leaf: number): number =>
  1 + byLeaf.filter((value) => value > at(byLeaf, leaf)).length;
