import type { LikelihoodCell } from '../../cases/case.ts';
import { type Framework, primaryLeafIndex, priorsOf } from '../../cases/framework.ts';
import { clampLikelihood } from '../../reasoning/probability.ts';
import { publishedRow } from '../../reasoning/published-row.ts';
import type { Figure } from './figure.ts';
import type { Library } from './library.ts';
import type { PackFinding } from './pack.ts';

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
export function findingRow(library: Library, framework: Framework, finding: PackFinding): FindingRow {
  const estimates = framework.leaves.map(({ id }) => estimateFor(finding, id));
  const byLeaf = figuresByLeaf(library, framework, finding);
  const { row, fitted } = publishedRow(
    priorsOf(framework),
    estimates,
    [...byLeaf].map(([leaf, numbers]) => ({ leaf, numbers: numbers.merged })),
    primaryLeafIndex(framework),
  );
  const residuals = new Map(fitted.map(({ leaf, residual }) => [leaf, residual]));
  const basis = byLeaf.size > 0 ? 'derived' : 'clinical';
  const cells = row.map((probability, leaf): LikelihoodCell => {
    const figures = byLeaf.get(leaf);
    const residual = residuals.get(leaf);
    if (!figures || residual === undefined) return { probability, provenance: { source: 'library_estimate', basis } };
    const { note, population, referenceStandard } = figures.merged;
    return {
      probability,
      provenance: {
        source: 'published',
        citations: [...new Set(figures.all.map(({ citation }) => citation))],
        figures: figures.all.map(({ id }) => id),
        population,
        referenceStandard,
        printed: printedOf(figures.merged),
        residual,
        ...(note ? { note } : {}),
      },
    };
  });
  return { finding, cells, row };
}

const printedOf = ({ lrPositive, lrPositiveCi, lrNegative, lrNegativeCi, sensitivity, specificity }: Figure) => ({
  lrPositive,
  lrPositiveCi,
  lrNegative,
  lrNegativeCi,
  sensitivity,
  specificity,
});

type LeafFigures = { readonly merged: Figure; readonly all: readonly Figure[] };

/** Figures of one paper that complete each other (LR+ in one row, LR− in the next) are read as one. */
function figuresByLeaf(library: Library, framework: Framework, finding: PackFinding): Map<number, LeafFigures> {
  const byLeaf = new Map<number, LeafFigures>();
  for (const id of finding.figures) {
    const figure = library.figures.get(id);
    if (!figure) throw new Error(`no figure ${id}`);
    const leaf = framework.leaves.findIndex((candidate) => candidate.id === figure.diagnosis);
    if (leaf < 0) continue;
    const known = byLeaf.get(leaf);
    byLeaf.set(
      leaf,
      known ? { merged: complete(known.merged, figure), all: [...known.all, figure] } : { merged: figure, all: [figure] },
    );
  }
  return byLeaf;
}

const complete = (first: Figure, second: Figure): Figure => ({
  ...first,
  lrPositive: first.lrPositive ?? second.lrPositive,
  lrPositiveCi: first.lrPositiveCi ?? second.lrPositiveCi,
  lrNegative: first.lrNegative ?? second.lrNegative,
  lrNegativeCi: first.lrNegativeCi ?? second.lrNegativeCi,
  sensitivity: first.sensitivity ?? second.sensitivity,
  specificity: first.specificity ?? second.specificity,
});
