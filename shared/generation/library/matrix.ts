import type { LikelihoodCell } from '../../cases/case.ts';
import { type Framework, priorsOf } from '../../cases/framework.ts';
import { bucketPrior } from '../../reasoning/bayes.ts';
import { at, clampLikelihood, weightedMean } from '../../reasoning/probability.ts';
import type { Library } from './library.ts';
import type { Pack, PackFinding } from './pack.ts';
import { type PlacedFigure, publishedCells } from './published-cells.ts';

/** One finding's likelihoods for the leaves of a framework, in leaf order, each with its source. */
export type FindingRow = {
  readonly finding: PackFinding;
  readonly cells: readonly LikelihoodCell[];
  readonly row: readonly number[];
};

/** Which of the pack's leaves each leaf of a tree is, in leaf order; undefined for what the library does not know. */
export type Places = readonly (string | undefined)[];

/** The pack's own percent for a leaf, as a probability inside the stored range. */
export const estimateFor = (finding: PackFinding, leafId: string): number =>
  clampLikelihood((finding.p[leafId] ?? finding.p['*'] ?? 5) / 100);

/** Published figures where there are some, estimates elsewhere, made coherent by reasoning/published-row. */
export function findingRow(library: Library, pack: Pack, framework: Framework, finding: PackFinding): FindingRow {
  return rowInCase(
    library,
    pack,
    framework,
    framework.leaves.map(({ id }) => id),
    finding,
  );
}

/**
 * The same for a tree that an author has changed. A leaf that the library does not know keeps the cell it has, or else rests
 * at the mean of all, where it moves nothing until somebody gives it a number.
 */
export function rowInCase(
  library: Library,
  pack: Pack,
  framework: Framework,
  places: Places,
  finding: PackFinding,
  before: (leaf: number) => LikelihoodCell | undefined = () => undefined,
): FindingRow {
  const priors = priorsOf(framework);
  const strangers = [...places.keys()].filter((leaf) => places[leaf] === undefined);
  const estimates = places.map((place, leaf) => (place === undefined ? before(leaf)?.probability : estimateFor(finding, place)));
  const known = [...places.keys()].filter((leaf) => estimates[leaf] !== undefined);
  const figures = figuresOf(library, pack, priors, places, finding);
  const elsewhere = { source: 'library_estimate', basis: figures.length > 0 ? 'derived' : 'clinical' } as const;
  const restingAt = (mean: number) => {
    const start = estimates.map((estimate) => estimate ?? clampLikelihood(mean));
    return publishedCells(framework, start, figures, elsewhere, undefined, strangers);
  };
  const first = restingAt(
    weightedMean(
      known.map((leaf) => estimates[leaf] ?? 0),
      known.map((leaf) => at(priors, leaf)),
    ),
  );
  // The mean of all is the same with the figures met: a leaf that rests there has the mean of the others, so an LR of 1.
  const { row, cells } = known.length === places.length ? first : restingAt(weightedMean(first.row, priors));
  return {
    finding,
    row,
    cells: cells.map((cell, leaf) =>
      places[leaf] === undefined ? (before(leaf) ?? { ...cell, provenance: { source: 'not_estimated' } }) : cell,
    ),
  };
}

/**
 * The finding's figures, each with the leaves that it speaks of: those of its diagnosis, or, for an umbrella term that is not
 * in this tree, the leaves that the term covers.
 */
function figuresOf(
  library: Library,
  pack: Pack,
  priors: readonly number[],
  places: Places,
  finding: PackFinding,
): PlacedFigure[] {
  const leavesOf = (diagnosis: string): number[] => [...places.keys()].filter((leaf) => places[leaf] === diagnosis);
  return finding.figures.flatMap((id) => {
    const figure = library.figures.get(id);
    if (!figure) throw new Error(`no figure ${id}`);
    const own = leavesOf(figure.diagnosis);
    const parts = (pack.leaves.find(({ diagnosis }) => diagnosis === figure.diagnosis)?.covers ?? []).map(leavesOf);
    const members = own.length > 0 ? own : parts.every((part) => part.length > 0) ? parts.flat() : [];
    // A figure compares a diagnosis with all others: without one, or without others, it says nothing here.
    const prior = bucketPrior(priors, members);
    return prior > 0 && prior < 1 - 1e-9 ? [{ members, figure }] : [];
  });
}
