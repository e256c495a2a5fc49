import { conditionals, ratiosOf } from '../../reasoning/bayes.ts';
import { fitRatios } from '../../reasoning/fit-ratios.ts';
import { at, clampLikelihood } from '../../reasoning/probability.ts';
import type { LikelihoodCell } from '../case.ts';
import { authorCell, type By } from '../edits/author-cell.ts';
import { pull } from './profiles.ts';

/** One LR that a list gives a finding, for the leaves of some bucket. */
export type AskedRatio = {
  readonly members: readonly number[];
  readonly ratio: number;
  /** Whether the caller typed it; else it is what the API had derived, and stays as it follows from the likelihoods. */
  readonly typed: boolean;
};

export type FitInput = {
  readonly priors: readonly number[];
  /** Of a finding without a state the list is read as LR+: that is what its ratio will be once it is said to be present. */
  readonly present: boolean;
  readonly asked: readonly AskedRatio[];
  /** What stands in the cells so far, by leaf. */
  readonly before: readonly (LikelihoodCell | undefined)[];
  readonly by: By;
};

export type Fitted = { readonly wanted: number; readonly got: number };

const blank: LikelihoodCell = { probability: 0.5, provenance: { source: 'not_estimated' } };

/**
 * The coherent likelihoods nearest to a list of LRs of one finding, and for each LR what was wanted and what they give. LRs fix how leaves stand to
 * each other, not at which level: with nothing else known, the leaf that is spoken for most shows what was seen 8 times in 10.
 */
export function fitFinding(input: FitInput): { readonly cells: LikelihoodCell[]; readonly ratios: readonly Fitted[] } {
  const { priors, present, asked, before } = input;
  const start = startOf(input);
  const ratioOf = (members: readonly number[]): number =>
    ratiosOf(conditionals(priors, start, members))[present ? 'positive' : 'negative'];
  const wanted = asked.map(({ members, ratio, typed }) => ({ members, ratio: typed ? ratio : ratioOf(members) }));
  const isKept = asked.every(({ typed }) => !typed) && before.every((cell) => cell !== undefined);
  if (asked.length === 0 || isKept)
    return { cells: before.map((cell) => cell ?? blank), ratios: wanted.map(({ ratio }) => ({ wanted: ratio, got: ratio })) };
  const { row, ratios } = fitRatios(priors, start, present, wanted, rounded);
  return {
    cells: row.map((probability, leaf) => cellOf(input, clampLikelihood(probability), leaf)),
    ratios: wanted.map(({ ratio }, i) => ({ wanted: ratio, got: at(ratios, i) })),
  };
}

/** A cell that no ratio speaks of is nobody's; one that the fit left alone keeps its source; the others are the author's. */
function cellOf({ asked, before, by }: FitInput, probability: number, leaf: number): LikelihoodCell {
  const old = before[leaf];
  if (old && Math.abs(old.probability - probability) < 1e-9) return old;
  if (!asked.some(({ members }) => members.includes(leaf))) return { probability, provenance: { source: 'not_estimated' } };
  return probability === blank.probability && !old
    ? { probability, provenance: { source: 'author', ...by, replaced: blank } }
    : authorCell(old ?? blank, probability, by);
}

/** A weighted sum of squares that a coherent list has which was rounded to two decimals; the start is made of the list, so no other valley is deeper. */
const rounded = 1e-4;
const likeliestShows = 0.8;

function startOf({ priors, present, asked, before }: FitInput): number[] {
  if (before.every((cell) => cell !== undefined)) return before.map((cell) => (cell ?? blank).probability);
  const finestFirst = asked.toSorted((a, b) => a.members.length - b.members.length);
  const pulls = priors.map((prior, leaf) => {
    const own = finestFirst.find(({ members }) => members.includes(leaf));
    if (!own) return 1;
    return pull(own.ratio, own.members.length === 1 ? prior : own.members.reduce((sum, member) => sum + at(priors, member), 0));
  });
  const level = likeliestShows / Math.max(...pulls);
  return pulls.map((value) => clampLikelihood(present ? level * value : 1 - level * value));
}
