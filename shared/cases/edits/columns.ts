import { mergedLikelihood } from '../../reasoning/edit-priors.ts';
import { clampLikelihood, weightedMean } from '../../reasoning/probability.ts';
import type { CaseRecord, LikelihoodCell } from '../case.ts';
import type { LeafBucket } from '../framework.ts';
import { authorCell, type By } from './author-cell.ts';

type Row = Readonly<Record<string, LikelihoodCell | undefined>>;

/** Likelihoods for another list of leaves: `cellFor` answers for those that are new or changed, the others keep theirs. */
export function columns(
  { likelihoods }: CaseRecord,
  leaves: readonly { readonly id: string }[],
  cellFor: (leafId: string, row: Row) => LikelihoodCell | undefined,
): CaseRecord['likelihoods'] {
  return Object.fromEntries(
    Object.entries(likelihoods).map(([finding, row]) => [
      finding,
      Object.fromEntries(
        leaves.map(({ id }) => {
          const cell = cellFor(id, row) ?? row[id];
          if (!cell) throw new Error(`no likelihood of ${finding} for ${id}`);
          return [id, cell];
        }),
      ),
    ]),
  );
}

const cellsOfLeaves = (leaves: readonly LeafBucket[], row: Row): LikelihoodCell[] =>
  leaves.map(({ id }) => {
    const cell = row[id];
    if (!cell) throw new Error(`no likelihood for ${id}`);
    return cell;
  });

/** The prior-weighted mean of the leaves that become one; it replaces the cell of the heaviest. */
export function mergedCell(merging: readonly LeafBucket[], row: Row, by: By): LikelihoodCell {
  const cells = cellsOfLeaves(merging, row);
  const priors = merging.map(({ prior }) => prior);
  const values = cells.map(({ probability }) => probability);
  const mean = clampLikelihood(
    mergedLikelihood(
      priors,
      values,
      values.map((_, i) => i),
    ),
  );
  const heaviest = cells[priors.indexOf(Math.max(...priors))];
  if (!heaviest) throw new Error('a merge of nothing');
  return authorCell(heaviest, mean, by);
}

/** What a new leaf starts with: the mean of all others, so that its LR is 1 until somebody gives it a number. */
export const restingCell = (leaves: readonly LeafBucket[], row: Row): LikelihoodCell => ({
  probability: clampLikelihood(
    weightedMean(
      cellsOfLeaves(leaves, row).map(({ probability }) => probability),
      leaves.map(({ prior }) => prior),
    ),
  ),
  provenance: { source: 'not_estimated' },
});
