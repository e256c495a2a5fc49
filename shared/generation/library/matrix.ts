import type { LikelihoodCell } from '../../cases/case.ts';
import type { Framework } from '../../cases/framework.ts';
import { clampLikelihood } from '../../reasoning/probability.ts';
import type { Library } from './library.ts';
import type { Pack, PackFinding } from './pack.ts';
import { type PlacedFigure, publishedCells } from './published-cells.ts';

/** One finding's likelihoods for the leaves of a framework, in leaf order, each with its source. */
export type FindingRow = {
  readonly finding: PackFinding;
  readonly cells: readonly LikelihoodCell[];
  readonly row: readonly number[];
};

/** The pack's own percent for a leaf, as a probability inside the stored range. */
export const estimateFor = (finding: PackFinding, leafId: string): number =>
  clampLikelihood((finding.p[leafId] ?? finding.p['*'] ?? 5) / 100);

/** Published figures where there are some, estimates elsewhere, made coherent by reasoning/published-row. */
export function findingRow(library: Library, pack: Pack, framework: Framework, finding: PackFinding): FindingRow {
  const estimates = framework.leaves.map(({ id }) => estimateFor(finding, id));
  const figures = figuresOf(library, pack, framework, finding);
  const elsewhere = { source: 'library_estimate', basis: figures.length > 0 ? 'derived' : 'clinical' } as const;
  const { row, cells } = publishedCells(framework, estimates, figures, elsewhere);
  return { finding, cells, row };
}

/**
 * The finding's figures, each with the leaves that it speaks of: the leaf of its diagnosis, or, for an umbrella term that
 * is not in this tree, the leaves that the term covers.
 */
function figuresOf(library: Library, pack: Pack, framework: Framework, finding: PackFinding): PlacedFigure[] {
  const indexOf = (diagnosis: string): number => framework.leaves.findIndex(({ id }) => id === diagnosis);
  return finding.figures.flatMap((id) => {
    const figure = library.figures.get(id);
    if (!figure) throw new Error(`no figure ${id}`);
    const own = indexOf(figure.diagnosis);
    if (own >= 0) return [{ members: [own], figure }];
    const covered = (pack.leaves.find(({ diagnosis }) => diagnosis === figure.diagnosis)?.covers ?? []).map(indexOf);
    return covered.length > 0 && covered.every((leaf) => leaf >= 0) ? [{ members: covered, figure }] : [];
  });
}
