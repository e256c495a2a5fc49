import { conditionals, type LikelihoodRow, ratiosOf } from './bayes.ts';
import { leastSquares } from './least-squares.ts';
import { at, clampLikelihood, fromLogit, logit } from './probability.ts';

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
  const start = row.map((q) => logit(clampLikelihood(q)));
  const rowOf = (logits: readonly number[]): number[] => logits.map((value) => clampLikelihood(fromLogit(value)));
  const ratioOf = (candidate: LikelihoodRow, members: readonly number[]): number => {
    const { positive, negative } = ratiosOf(conditionals(priors, candidate, members));
    return present ? positive : negative;
  };
  const weights = wanted.map(({ members }) => Math.sqrt(members.reduce((total, leaf) => total + at(priors, leaf), 0)));
  const pull = 1e-4;
  const fitted = leastSquares((logits) => {
    const candidate = rowOf(logits);
    return [
      ...wanted.map(({ members, ratio }, i) => at(weights, i) * Math.log(ratioOf(candidate, members) / ratio)),
      ...logits.map((value, leaf) => pull * (value - at(start, leaf))),
    ];
  }, start);
  const best = rowOf(fitted);
  return { row: best, ratios: wanted.map(({ members }) => ratioOf(best, members)) };
}
