import { conditionals, type LikelihoodRow, type RatioPair, ratiosOf } from './bayes.ts';
import { leastSquares } from './least-squares.ts';
import { at, clampLikelihood, fromLogit, logit, weightedMean } from './probability.ts';
import { figureWeight, type PublishedNumbers, type Reading, readFigure } from './published-figure.ts';
import { shiftMean } from './shift-mean.ts';

export type LeafFigure = { readonly leaf: number; readonly numbers: PublishedNumbers };

export type FittedFigure = {
  readonly leaf: number;
  readonly reading: Reading;
  readonly derived: RatioPair;
  /** ln(derived / printed), the larger in size of LR+ and LR−; 0 where the figure is met exactly. */
  readonly residual: number;
};

export type PublishedRow = { readonly row: number[]; readonly fitted: FittedFigure[] };

/**
 * One finding's likelihoods, made of estimates and the published figures of one or several leaves.
 *
 * One figure is the anchor and is met exactly: the one of the case's primary diagnosis, else the one with the narrowest
 * interval. Its leaf gets P(f | D), and the others are moved by one common factor of their odds until their prior-weighted
 * mean is P(f | not D). Figures of other leaves are fitted within that, all at once, by least squares in log LR with
 * weight 1 / width of the interval. What could not be met is the residual.
 */
export function publishedRow(
  priors: readonly number[],
  estimates: LikelihoodRow,
  figures: readonly LeafFigure[],
  primaryLeaf: number,
): PublishedRow {
  const read = figures.flatMap(({ leaf, numbers }) => {
    const reading = readFigure(numbers, conditionals(priors, estimates, [leaf]));
    return reading ? [{ leaf, numbers, reading, weight: figureWeight(numbers) }] : [];
  });
  const anchor = read.find(({ leaf }) => leaf === primaryLeaf) ?? read.toSorted((a, b) => b.weight - a.weight)[0];
  if (!anchor) return { row: [...estimates], fitted: [] };
  const others = read.filter((figure) => figure !== anchor);
  const rowFor = (logits: readonly number[]): number[] =>
    aroundAnchor(
      priors,
      estimates,
      anchor,
      others.map(({ leaf }, i) => ({ leaf, likelihood: clampLikelihood(fromLogit(at(logits, i))) })),
    );
  const start = others.map(({ reading }) => logit(reading.inside));
  const pull = 0.02;
  const logits =
    others.length === 0
      ? []
      : leastSquares((candidate) => {
          const row = rowFor(candidate);
          return [
            ...others.flatMap(({ leaf, numbers, weight }) =>
              errors(numbers, ratiosFor(priors, row, leaf)).map((error) => weight * error),
            ),
            ...candidate.map((value, i) => pull * (value - at(start, i))),
          ];
        }, start);
  const row = rowFor(logits);
  return {
    row,
    fitted: read.map(({ leaf, numbers, reading }) => {
      const derived = ratiosFor(priors, row, leaf);
      const residual = errors(numbers, derived).reduce((worst, error) => (Math.abs(error) > Math.abs(worst) ? error : worst), 0);
      return { leaf, reading, derived, residual };
    }),
  };
}

const ratiosFor = (priors: readonly number[], row: LikelihoodRow, leaf: number): RatioPair =>
  ratiosOf(conditionals(priors, row, [leaf]));

const errors = ({ lrPositive, lrNegative }: PublishedNumbers, { positive, negative }: RatioPair): number[] => [
  ...(lrPositive ? [Math.log(positive / lrPositive)] : []),
  ...(lrNegative ? [Math.log(negative / lrNegative)] : []),
];

/** The row in which the anchor is exact, `held` leaves are as given, and the free leaves take up the slack. */
function aroundAnchor(
  priors: readonly number[],
  estimates: LikelihoodRow,
  anchor: { leaf: number; reading: Reading },
  held: readonly { leaf: number; likelihood: number }[],
): number[] {
  const row = estimates.map(clampLikelihood);
  row[anchor.leaf] = anchor.reading.inside;
  for (const { leaf, likelihood } of held) row[leaf] = likelihood;
  const isHeld = new Set(held.map(({ leaf }) => leaf));
  const outside = priors.map((_, leaf) => leaf).filter((leaf) => leaf !== anchor.leaf);
  const free = outside.filter((leaf) => !isHeld.has(leaf));
  // Held leaves may already fill, or overfill, what P(f | not D) leaves for all: then they move with the others.
  const moved =
    moveTo(priors, row, free, freeTarget(priors, row, outside, free, anchor.reading.outside)) ??
    moveTo(priors, row, outside, anchor.reading.outside);
  return moved ?? row;
}

function moveTo(
  priors: readonly number[],
  row: readonly number[],
  leaves: readonly number[],
  target: number,
): number[] | undefined {
  if (leaves.length === 0) return undefined;
  const shifted = shiftMean(
    leaves.map((leaf) => at(row, leaf)),
    leaves.map((leaf) => at(priors, leaf)),
    target,
  );
  if (!shifted) return undefined;
  const next = [...row];
  leaves.forEach((leaf, i) => {
    next[leaf] = at(shifted, i);
  });
  return next;
}

/** The mean that the free leaves must have for all of `outside` to have `target`. */
function freeTarget(
  priors: readonly number[],
  row: readonly number[],
  outside: readonly number[],
  free: readonly number[],
  target: number,
): number {
  const weight = (leaves: readonly number[]) => leaves.reduce((total, leaf) => total + at(priors, leaf), 0);
  const held = outside.filter((leaf) => !free.includes(leaf));
  if (held.length === 0) return target;
  const heldMean = weightedMean(
    held.map((leaf) => at(row, leaf)),
    held.map((leaf) => at(priors, leaf)),
  );
  return (target * weight(outside) - heldMean * weight(held)) / weight(free);
}
