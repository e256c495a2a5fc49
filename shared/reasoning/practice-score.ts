import { surprise } from './information.ts';
import { at, sum } from './probability.ts';

/** How good a learner's beliefs were: the rules for scoring probabilities, and what they are compared with. */

/**
 * Brier's score over several classes (Brier, Mon Weather Rev 1950;78:1–3): Σ (f − o)², with o = 1 for the bucket that is
 * true. 0 is certain and right, 2 certain and wrong. Strictly proper: whoever says what they believe expects the best score.
 */
export const brierScore = (belief: readonly number[], truth: number): number =>
  sum(belief.map((p, bucket) => (p - (bucket === truth ? 1 : 0)) ** 2));

/** A share below this counts as this: a bar at 0 % would otherwise cost infinitely much. */
export const lowestShare = 0.01;

/**
 * A belief with no share under the floor, brought back to a sum of 1. Raising alone would give shares away for nothing, and
 * pay those who bluff with 0 % and 100 %.
 */
export function floored(belief: readonly number[]): number[] {
  const raised = belief.map((p) => Math.max(lowestShare, p));
  const total = sum(raised);
  return raised.map((p) => p / total);
}

/**
 * Logarithmic score in bits (Good, J R Stat Soc B 1952;14:107–114): −log2 of what was believed of the true bucket, after the
 * floor; 0 is certain and right, less is better. By Gibbs' inequality it is strictly proper for beliefs without shares
 * under the floor; below it, at most log2(1 + 0.01 · buckets) bits can be gained or lost by bluffing.
 */
export const logScore = (belief: readonly number[], truth: number): number => -Math.log2(at(floored(belief), truth));

/** What either score gives to an even split, which needs no medicine: the mark to beat. */
export const evenBelief = (buckets: number): number[] => Array.from({ length: buckets }, () => 1 / buckets);

export type Distance = {
  /** Share of belief that lay elsewhere than in the reference: half the sum of differences (total variation), 0 to 1. */
  readonly misplaced: number;
  /** What the learner expects to lose in Brier's score against the reference: Σ (f − r)² (Gneiting and Raftery, JASA 2007;102:359–378). */
  readonly brier: number;
  /** What the learner expects to lose in the log score: relative entropy of the reference to the floored belief, in bits. */
  readonly bits: number;
};

/** How far a belief was from the one that the same answers support. */
export const distanceFrom = (reference: readonly number[], belief: readonly number[]): Distance => ({
  misplaced: sum(belief.map((p, i) => Math.abs(p - at(reference, i)))) / 2,
  brier: sum(belief.map((p, i) => (p - at(reference, i)) ** 2)),
  bits: surprise(floored(belief), reference),
});

/** One distance for every step that has a belief; null where the learner gave none. */
export const calibration = (
  beliefs: readonly (readonly number[] | null)[],
  reference: readonly (readonly number[])[],
): (Distance | null)[] =>
  reference.map((expected, step) => {
    const belief = beliefs[step];
    return belief ? distanceFrom(expected, belief) : null;
  });

export type InformationScore = {
  /** Bits that the learner's questions were expected to tell, each when it was asked. */
  readonly gained: number;
  /** The most that as many questions were expected to tell. */
  readonly most: number;
  /** Left on the table. */
  readonly left: number;
  /** gained / most; 1 where there was nothing to gain. */
  readonly share: number;
};

/**
 * The learner's questions against as many of the best order. Both count what a question was expected to tell before its
 * answer (mutual information, Benish, Entropy 2020;22:97), so that luck with an answer earns nothing. The best order is
 * greedy, which is close to the best but need not be it: a learner who does better sets the mark.
 */
export function informationScore(asked: readonly number[], best: readonly number[]): InformationScore {
  const gained = sum(asked);
  const most = Math.max(gained, sum(best.slice(0, asked.length)));
  return { gained, most, left: most - gained, share: most > 0 ? gained / most : 1 };
}

/** Weight of evidence in bits (Good, Probability and the Weighing of Evidence, 1950): log2 of an LR. */
export const weightOfEvidence = (ratio: number): number => Math.log2(ratio);
