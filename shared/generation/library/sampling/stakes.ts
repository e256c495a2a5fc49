import { observedLikelihood } from '../../../reasoning/bayes.ts';
import { at } from '../../../reasoning/probability.ts';
import type { Candidate } from './eligible.ts';

/** The differential that a draw is judged by. */
export type Stakes = {
  readonly priors: readonly number[];
  /** Index of the primary leaf. */
  readonly primary: number;
  /** Leaves of every bucket, for each upper tier. */
  readonly upperTiers: readonly (readonly (readonly number[])[])[];
};

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

/**
 * How far the primary is before its best rival, in bits, at the tier where it leads least: the leaf among leaves, its
 * bucket among the buckets of each upper tier. Takes log2 of each leaf's share, not normalised.
 */
export function leadIn(totals: readonly number[], { primary, upperTiers }: Stakes): number {
  const highest = Math.max(...totals);
  const weights = totals.map((total) => 2 ** (total - highest));
  const tiers = [totals.map((_, leaf) => [leaf]), ...upperTiers];
  return Math.min(
    ...tiers.map((buckets) => {
      let own = 0;
      let rival = 0;
      for (const members of buckets) {
        let weight = 0;
        for (const leaf of members) weight += at(weights, leaf);
        if (members.includes(primary)) own = weight;
        else rival = Math.max(rival, weight);
      }
      return Math.log2(own) - Math.log2(rival);
    }),
  );
}

/** log2 prior plus the bits of every finding, by leaf. */
export function totalsOf(chosen: readonly Candidate[], { priors }: Stakes): number[] {
  const bits = chosen.map((candidate) => bitsOf(candidate, priors.length));
  return priors.map((prior, leaf) => bits.reduce((total, row) => total + at(row, leaf), Math.log2(prior)));
}

/** How far the primary leads after these findings. */
export const leadOf = (chosen: readonly Candidate[], stakes: Stakes): number => leadIn(totalsOf(chosen, stakes), stakes);
