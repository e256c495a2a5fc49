import { at, clampLikelihood, fromLogit, highestLikelihood, logit, lowestLikelihood, sum, weightedMean } from './probability.ts';

const rounds = 100;

/**
 * Scales the odds of some likelihoods by one common factor until their weighted mean is `target`. Order and relative odds
 * are kept; a value that meets the end of the stored range stays there. Undefined when the target is outside that range.
 *
 * The mean rises with the factor, so the answer is bracketed; Newton's steps are taken while they stay inside the bracket,
 * which is halved when they do not.
 */
export function shiftMean(likelihoods: readonly number[], weights: readonly number[], target: number): number[] | undefined {
  if (target < lowestLikelihood || target > highestLikelihood) return undefined;
  const logits = likelihoods.map(logit);
  const shifted = (step: number): number[] => logits.map((value) => clampLikelihood(fromLogit(value + step)));
  const total = sum(weights);
  // Logits of storable likelihoods span ±5.3, so a step of 11 takes any value to either end.
  let low = -11;
  let high = 11;
  let step = 0;
  let best = shifted(step);
  for (let round = 0; round < rounds; round++) {
    const miss = weightedMean(best, weights) - target;
    if (miss === 0) break;
    if (miss < 0) low = step;
    else high = step;
    if (high - low < 1e-15) break;
    const slope = sum(best.map((q, i) => (isInside(q) ? at(weights, i) * q * (1 - q) : 0))) / total;
    const newton = step - miss / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === step) break;
    step = next;
    best = shifted(step);
  }
  return best;
}

const isInside = (q: number): boolean => q > lowestLikelihood && q < highestLikelihood;
