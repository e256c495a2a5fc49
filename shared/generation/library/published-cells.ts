import type { LikelihoodCell } from '../../cases/case.ts';
import { type Framework, primaryLeafIndex, priorsOf } from '../../cases/framework.ts';
import type { Provenance } from '../../cases/provenance.ts';
import { publishedRow } from '../../reasoning/published-row.ts';
import type { Figure } from './figure.ts';

/** A figure with the leaves that it speaks of, by index. */
export type PlacedFigure = { readonly members: readonly number[]; readonly figure: Figure };
type ShownFigure = PlacedFigure & { readonly residual: number };

/**
 * One finding's cells: published figures where there are some, estimates elsewhere, made coherent by
 * reasoning/published-row. `elsewhere` says where a cell comes from that no figure speaks of; `kept` is what a published
 * cell says besides the figure; leaves in `pinned` keep their estimate.
 */
export function publishedCells(
  framework: Framework,
  estimates: readonly number[],
  figures: readonly PlacedFigure[],
  elsewhere: Provenance,
  kept: (leaf: number) => { readonly modelEstimate?: number } = () => ({}),
  pinned: readonly number[] = [],
): { readonly row: readonly number[]; readonly cells: readonly LikelihoodCell[] } {
  const { row, fitted } = publishedRow(
    priorsOf(framework),
    estimates,
    figures.map(({ members, figure }) => ({ members, numbers: figure })),
    primaryLeafIndex(framework),
    pinned,
  );
  const shown = figures.flatMap((placed): ShownFigure[] => {
    const fit = fitted.find(({ members }) => members === placed.members);
    return fit ? [{ ...placed, residual: fit.residual }] : [];
  });
  const cells = row.map((probability, leaf): LikelihoodCell => {
    const nearest = shown
      .filter(({ members }) => members.includes(leaf))
      .toSorted((a, b) => a.members.length - b.members.length)[0];
    return { probability, provenance: nearest ? { ...published(framework, nearest), ...kept(leaf) } : elsewhere };
  });
  return { row, cells };
}

const published = (framework: Framework, { members, figure, residual }: ShownFigure): Provenance & { source: 'published' } => {
  const { id, citation, target, note, population, referenceStandard } = figure;
  const names = members.flatMap((leaf) => framework.leaves[leaf]?.name ?? []);
  return {
    source: 'published',
    citations: [citation],
    figures: [id],
    target,
    ...(names.length > 1 ? { sharedBy: names } : {}),
    population,
    referenceStandard,
    printed: {
      lrPositive: figure.lrPositive,
      lrPositiveCi: figure.lrPositiveCi,
      lrNegative: figure.lrNegative,
      lrNegativeCi: figure.lrNegativeCi,
      sensitivity: figure.sensitivity,
      specificity: figure.specificity,
    },
    residual,
    ...(note ? { note } : {}),
  };
};
