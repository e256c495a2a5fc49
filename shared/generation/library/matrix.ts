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
    [...byLeaf].map(([leaf, numbers]) => ({ leaf, numbers })),
    primaryLeafIndex(framework),
  );
  const residuals = new Map(fitted.map(({ leaf, residual }) => [leaf, residual]));
  const basis = byLeaf.size > 0 ? 'derived' : 'clinical';
  const cells = row.map((probability, leaf): LikelihoodCell => {
    const figure = byLeaf.get(leaf);
    const residual = residuals.get(leaf);
    if (!figure || residual === undefined) return { probability, provenance: { source: 'library_estimate', basis } };
    const { id, citation, note, population, referenceStandard } = figure;
    return {
      probability,
      provenance: {
        source: 'published',
        citations: [citation],
        figures: [id],
        population,
        referenceStandard,
        printed: printedOf(figure),
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

/** The published figure of each leaf that has one, by leaf index. */
function figuresByLeaf(library: Library, framework: Framework, finding: PackFinding): Map<number, Figure> {
  const byLeaf = new Map<number, Figure>();
  for (const id of finding.figures) {
    const figure = library.figures.get(id);
    if (!figure) throw new Error(`no figure ${id}`);
    const leaf = framework.leaves.findIndex((candidate) => candidate.id === figure.diagnosis);
    if (leaf >= 0) byLeaf.set(leaf, figure);
  }
  return byLeaf;
}
