/**
 * Probabilities, odds and the range in which likelihoods are stored. A likelihood of exactly 0 or 1 would let one
 * finding decide a case for ever, so stored ones stay inside [0.005, 0.995].
 */

export const lowestLikelihood = 0.005;
export const highestLikelihood = 0.995;

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const clampLikelihood = (probability: number): number =>
  Math.min(highestLikelihood, Math.max(lowestLikelihood, probability));

export const isStorable = (probability: number): boolean =>
  probability >= lowestLikelihood - 1e-12 && probability <= highestLikelihood + 1e-12;

export const logit = (probability: number): number => Math.log(probability / (1 - probability));
export const fromLogit = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Probability after its odds were multiplied by `factor` (> 0). */
export const scaleOdds = (probability: number, factor: number): number => {
  const odds = (probability / (1 - probability)) * factor;
  return Number.isFinite(odds) ? odds / (1 + odds) : 1;
};

/** Value at `index`; a missing one is a programming error and says so by name. */
export function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at index ${index} of ${values.length}`);
  return value;
}

/** Weighted mean of `values`. Weights must not all be zero. */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let total = 0;
  let weight = 0;
  for (let i = 0; i < values.length; i++) {
    total += at(values, i) * at(weights, i);
    weight += at(weights, i);
  }
  return total / weight;
}
