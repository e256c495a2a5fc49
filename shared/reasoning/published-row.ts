import { bucketPrior, conditionals, type LikelihoodRow, type RatioPair, ratiosOf } from './bayes.ts';
import { leastSquares } from './least-squares.ts';
import { at, clampLikelihood, fromLogit, logit, weightedMean } from './probability.ts';
import { figureWeight, type PublishedNumbers, type Reading, readFigure } from './published-figure.ts';
import { shiftMean } from './shift-mean.ts';

/** A published figure, and the leaves that its diagnosis is made of: one, or several ("infarction" with and without ST elevation). */
export type LeafFigure = { readonly members: readonly number[]; readonly numbers: PublishedNumbers };

export type FittedFigure = {
  readonly members: readonly number[];
  readonly reading: Reading;
  readonly derived: RatioPair;
  /** ln(derived / printed), the larger in size of LR+ and LR−; 0 where the figure is met exactly. */
  readonly residual: number;
};

export type PublishedRow = { readonly row: number[]; readonly fitted: FittedFigure[] };

type ReadFigure = LeafFigure & { readonly reading: Reading; readonly weight: number };

/**
 * One finding's likelihoods, made of estimates and the published figures of one or several diagnoses.
 *
 * One figure is the anchor and is met exactly: the one that speaks most closely of the case's primary diagnosis, else the
 * one with the narrowest interval. Its leaves get P(f | D), and the others are moved by one common factor of their odds
 * until their prior-weighted mean is P(f | not D). Figures of other diagnoses are fitted within that, all at once, by least
 * squares in log LR with weight 1 / width of the interval. What could not be met is the residual. Leaves in `pinned` keep
 * their estimate whatever the figures say.
 */
export function publishedRow(
  priors: readonly number[],
  estimates: LikelihoodRow,
  figures: readonly LeafFigure[],
  primaryLeaf: number,
  pinned: readonly number[] = [],
): PublishedRow {
  const read = figures.flatMap((figure): ReadFigure[] => {
    const reading = readFigure(figure.numbers, conditionals(priors, estimates, figure.members));
    return reading ? [{ ...figure, reading, weight: figureWeight(figure.numbers) }] : [];
  });
  const anchor = anchorOf(read, primaryLeaf);
  if (!anchor) return { row: [...estimates], fitted: [] };
  const others = read
    .filter((figure) => figure !== anchor)
    .map((figure) => ({ ...figure, loose: figure.members.filter((leaf) => !anchor.members.includes(leaf)) }));
  const movable = others.filter(({ loose }) => loose.length > 0);
  const pins = pinned.map((leaf) => ({ leaves: [leaf], mean: clampLikelihood(at(estimates, leaf)) }));
  const rowFor = (logits: readonly number[]): number[] =>
    aroundAnchor(priors, estimates, anchor, [
      ...movable.map(({ loose }, i) => ({ leaves: loose, mean: clampLikelihood(fromLogit(at(logits, i))) })),
      ...pins,
    ]);
  const start = movable.map(({ reading }) => logit(reading.inside));
  const pull = 0.02;
  const residuals = (candidate: readonly number[]): number[] => {
    const row = rowFor(candidate);
    return [
      ...others.flatMap((figure) => errors(figure, ratiosFor(priors, row, figure)).map((error) => figure.weight * error)),
      ...candidate.map((value, i) => pull * (value - at(start, i))),
    ];
  };
  const row = rowFor(movable.length === 0 ? [] : leastSquares(residuals, start));
  // Where the others could not take up the slack, the pinned ones were moved as well.
  for (const leaf of pinned) row[leaf] = at(estimates, leaf);
  return {
    row,
    fitted: read.map((figure) => {
      const derived = ratiosFor(priors, row, figure);
      const residual = errors(figure, derived).reduce((worst, error) => (Math.abs(error) > Math.abs(worst) ? error : worst), 0);
      return { members: figure.members, reading: figure.reading, derived, residual };
    }),
  };
}

/** Of the figures that hold the primary leaf the one about the fewest leaves; without any, the firmest. */
function anchorOf(read: readonly ReadFigure[], primaryLeaf: number): ReadFigure | undefined {
  const about = read
    .filter(({ members }) => members.includes(primaryLeaf))
    .toSorted((a, b) => a.members.length - b.members.length);
  return about[0] ?? read.toSorted((a, b) => b.weight - a.weight)[0];
}

const ratiosFor = (priors: readonly number[], row: LikelihoodRow, { members }: LeafFigure): RatioPair =>
  ratiosOf(conditionals(priors, row, members));

const errors = ({ numbers: { lrPositive, lrNegative } }: LeafFigure, { positive, negative }: RatioPair): number[] => [
  ...(lrPositive ? [Math.log(positive / lrPositive)] : []),
  ...(lrNegative ? [Math.log(negative / lrNegative)] : []),
];

/** The row in which the anchor is exact, `held` groups have the mean given, and the free leaves take up the slack. */
function aroundAnchor(
  priors: readonly number[],
  estimates: LikelihoodRow,
  anchor: ReadFigure,
  held: readonly { leaves: readonly number[]; mean: number }[],
): number[] {
  const start = estimates.map(clampLikelihood);
  const row = held.reduce(
    (current, { leaves, mean }) => moveTo(priors, current, leaves, mean) ?? current,
    moveTo(priors, start, anchor.members, anchor.reading.inside) ?? start,
  );
  const outside = priors.map((_, leaf) => leaf).filter((leaf) => !anchor.members.includes(leaf));
  const isHeld = new Set(held.flatMap(({ leaves }) => leaves));
  const free = outside.filter((leaf) => !isHeld.has(leaf));
  // Held leaves may already fill, or overfill, what P(f | not D) leaves for all: then they move with the others.
  return (
    moveTo(priors, row, free, freeTarget(priors, row, outside, free, anchor.reading.outside)) ??
    moveTo(priors, row, outside, anchor.reading.outside) ??
    row
  );
}

function moveTo(
  priors: readonly number[],
  row: readonly number[],
  leaves: readonly number[],
  target: number,
): number[] | undefined {
  if (leaves.length === 0) return undefined;
  const shifted = shiftMean(pick(row, leaves), pick(priors, leaves), target);
  if (!shifted) return undefined;
  const next = [...row];
  leaves.forEach((leaf, i) => {
    next[leaf] = at(shifted, i);
  });
  return next;
}

const pick = (values: readonly number[], leaves: readonly number[]): number[] => leaves.map((leaf) => at(values, leaf));

/** The mean that the free leaves must have for all of `outside` to have `target`. */
function freeTarget(
  priors: readonly number[],
  row: readonly number[],
  outside: readonly number[],
  free: readonly number[],
  target: number,
): number {
  const held = outside.filter((leaf) => !free.includes(leaf));
  if (held.length === 0) return target;
  const heldMean = weightedMean(pick(row, held), pick(priors, held));
  return (target * bucketPrior(priors, outside) - heldMean * bucketPrior(priors, held)) / bucketPrior(priors, free);
}
