import { observedLikelihood } from '../../../reasoning/bayes.ts';
import { at } from '../../../reasoning/probability.ts';
import type { Candidate } from './eligible.ts';

/** The differential that a draw is judged by. */
export type Stakes = { readonly priors: readonly number[]; readonly primary: number };

/** Least lead, in log2 odds over the runner-up, with which a case counts as pointing to its diagnosis. */
export const margin = 0.3;

/** log2 P(what was seen | leaf), by leaf. */
export const bitsOf = (candidate: Candidate, leaves: number): number[] => {
  const seen = { likelihoods: candidate.row, present: candidate.present };
  return Array.from({ length: leaves }, (_, leaf) => Math.log2(observedLikelihood(seen, leaf)));
};

/** log2 of the LR in force for the primary diagnosis. */
export function weightOfEvidence(candidate: Candidate, { priors, primary }: Stakes): number {
  const seen = { likelihoods: candidate.row, present: candidate.present };
  let outside = 0;
  for (let leaf = 0; leaf < priors.length; leaf++)
    if (leaf !== primary) outside += at(priors, leaf) * observedLikelihood(seen, leaf);
  return Math.log2((observedLikelihood(seen, primary) * (1 - at(priors, primary))) / outside);
}

/** How far the primary is before the best other leaf, given log2 of each leaf's share (not normalised). */
export function leadIn(totals: readonly number[], primary: number): number {
  let rival = Number.NEGATIVE_INFINITY;
  for (let leaf = 0; leaf < totals.length; leaf++) if (leaf !== primary) rival = Math.max(rival, at(totals, leaf));
  return at(totals, primary) - rival;
}

/** log2 prior plus the bits of every finding, by leaf. */
export function totalsOf(chosen: readonly Candidate[], { priors }: Stakes): number[] {
  const bits = chosen.map((candidate) => bitsOf(candidate, priors.length));
  return priors.map((prior, leaf) => bits.reduce((total, row) => total + at(row, leaf), Math.log2(prior)));
}

/** log2 of the primary's posterior over that of the best other leaf. */
export const leadOf = (chosen: readonly Candidate[], stakes: Stakes): number => leadIn(totalsOf(chosen, stakes), stakes.primary);
