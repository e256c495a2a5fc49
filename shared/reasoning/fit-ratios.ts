import { conditionals, type LikelihoodRow, ratiosOf } from './bayes.ts';
import { leastSquares } from './least-squares.ts';
import { at, clampLikelihood, fromLogit, highestLikelihood, logit, lowestLikelihood } from './probability.ts';

/** One LR in force that a list asks for: the bucket's leaves, and the ratio. */
export type WantedRatio = { readonly members: readonly number[]; readonly ratio: number };

/**
 * The coherent row nearest to a list of LRs in force that may contradict each other: least squares in log LR, weighted by
 * the bucket's prior. A faint pull towards the present row decides what the list leaves open.
 */
export function fitRatios(
  priors: readonly number[],
  row: LikelihoodRow,
  present: boolean,
  wanted: readonly WantedRatio[],
): { row: number[]; ratios: number[] } {
  const start = row.map(toFree);
  const rowOf = (free: readonly number[]): number[] => free.map(fromFree);
  const ratioOf = (candidate: LikelihoodRow, members: readonly number[]): number => {
    const { positive, negative } = ratiosOf(conditionals(priors, candidate, members));
    return present ? positive : negative;
  };
  const weights = wanted.map(({ members }) => Math.sqrt(members.reduce((total, leaf) => total + at(priors, leaf), 0)));
  const pull = 1e-4;
  const residuals = (free: readonly number[]): number[] => {
    const candidate = rowOf(free);
    return [
      ...wanted.map(({ members, ratio }, i) => at(weights, i) * Math.log(ratioOf(candidate, members) / ratio)),
      ...free.map((value, leaf) => pull * (value - at(start, leaf))),
    ];
  };
  // The landscape has valleys that lead nowhere: from a low, a middle and a high row one of the ways leads down.
  const starts = [start, ...[0.05, 0.3, 0.8].map((level) => proportional(level, wanted, present, row.length))];
  const best = starts
    .map((from) => leastSquares(residuals, from, 300))
    .map((free) => ({ free, cost: residuals(free).reduce((sum, error) => sum + error * error, 0) }))
    .toSorted((a, b) => a.cost - b.cost)[0];
  const fitted = best ? rowOf(best.free) : [...row];
  return { row: fitted, ratios: wanted.map(({ members }) => ratioOf(fitted, members)) };
}

const span = highestLikelihood - lowestLikelihood;
/** Likelihoods as numbers without bounds: a value at the end of the range still feels which way is down. */
const fromFree = (free: number): number => lowestLikelihood + span * fromLogit(free);
const toFree = (likelihood: number): number => {
  const share = (clampLikelihood(likelihood) - lowestLikelihood) / span;
  return logit(Math.min(1 - 1e-6, Math.max(1e-6, share)));
};

/** A row at about one level in which leaves stand to each other as their wanted LRs do. */
function proportional(level: number, wanted: readonly WantedRatio[], present: boolean, leaves: number): number[] {
  const q = Array.from({ length: leaves }, () => level);
  for (const { members, ratio } of wanted)
    for (const leaf of members) q[leaf] = present ? ratio * level : 1 - ratio * (1 - level);
  return q.map(toFree);
}
