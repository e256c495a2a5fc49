import { updateByRatio } from './coherence.ts';
import { at } from './probability.ts';

/**
 * What the companion simulator does with one finding, which is not quite Bayes: every bucket is updated on its own through
 * its odds, then all are divided by their sum. The result depends on the order of findings and pulls less hard.
 */
export function simulatorStep(
  distribution: readonly number[],
  ratios: readonly number[],
): { normalisation: number; distribution: number[] } {
  const updated = distribution.map((prior, bucket) => updateByRatio(prior, at(ratios, bucket)));
  const normalisation = updated.reduce((a, b) => a + b, 0);
  return { normalisation, distribution: updated.map((value) => value / normalisation) };
}

/** The rule applied finding by finding, in the order given. */
export const simulatorPosterior = (priors: readonly number[], rows: readonly (readonly number[])[]): number[] =>
  rows.reduce<number[]>((distribution, ratios) => simulatorStep(distribution, ratios).distribution, [...priors]);
