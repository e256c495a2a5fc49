import { type LikelihoodRow, posterior } from './bayes.ts';
import { at } from './probability.ts';

/** Information in bits (Benish, Entropy 2020;22:97). */

const plogp = (p: number): number => (p > 0 ? p * Math.log2(p) : 0);

/** H = −Σ p log2 p. */
export const entropy = (distribution: readonly number[]): number => distribution.reduce((total, p) => total - plogp(p), 0);

/** Entropy before minus entropy after; negative where a finding leaves us less certain. */
export const informationGained = (before: readonly number[], after: readonly number[]): number =>
  entropy(before) - entropy(after);

/** Relative entropy of a step: Σ post log2(post / prior), never negative. */
export const surprise = (before: readonly number[], after: readonly number[]): number =>
  after.reduce((total, p, leaf) => (p > 0 ? total + p * Math.log2(p / at(before, leaf)) : total), 0);

/** P(finding present) under the given distribution over leaves. */
export const probabilityOfFinding = (distribution: readonly number[], row: LikelihoodRow): number =>
  distribution.reduce((total, p, leaf) => total + p * at(row, leaf), 0);

/**
 * Expected information of asking for a finding: the mutual information of finding and diagnosis,
 * H(prior) − [P(f) H(posterior | f) + (1 − P(f)) H(posterior | not f)]. Never negative; rounding is cut at 0.
 */
export function expectedInformation(distribution: readonly number[], row: LikelihoodRow): number {
  const present = probabilityOfFinding(distribution, row);
  const ifPresent = entropy(posterior(distribution, [{ likelihoods: row, present: true }]));
  const ifAbsent = entropy(posterior(distribution, [{ likelihoods: row, present: false }]));
  return Math.max(0, entropy(distribution) - present * ifPresent - (1 - present) * ifAbsent);
}
