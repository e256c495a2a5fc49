import { fromLogit, highestLikelihood, logit, lowestLikelihood, weightedMean } from './probability.ts';

/**
 * Scales the odds of some likelihoods by one common factor until their weighted mean is `target`. Order and relative odds
 * are kept; a value that meets the end of the stored range stays there. Undefined when the target is outside that range.
 */
export function shiftMean(likelihoods: readonly number[], weights: readonly number[], target: number): number[] | undefined {
  if (target < lowestLikelihood || target > highestLikelihood) return undefined;
  const logits = likelihoods.map(logit);
  const shifted = (step: number): number[] =>
    logits.map((value) => Math.min(highestLikelihood, Math.max(lowestLikelihood, fromLogit(value + step))));
  // Logits of storable likelihoods span ±5.3, so a step of 11 takes any value to either end.
  let low = -11;
  let high = 11;
  for (let i = 0; i < 200 && high - low > 1e-15; i++) {
    const middle = (low + high) / 2;
    if (weightedMean(shifted(middle), weights) < target) low = middle;
    else high = middle;
  }
  return shifted((low + high) / 2);
}
