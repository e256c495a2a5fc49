import { conditionals, type LikelihoodRow } from './bayes.ts';
import { at, highestLikelihood, lowestLikelihood } from './probability.ts';
import { shiftMean } from './shift-mean.ts';

/** What an author's LR for one bucket does to the row of its finding. */
export type RatioEdit =
  | { readonly ok: true; readonly row: number[] }
  | { readonly ok: false; readonly feasible: { readonly lowest: number; readonly highest: number } };

/**
 * An LR in force typed for a bucket of any tier: with m = P(f | not B) unchanged, P(f | B) becomes LR·m for a present
 * finding or 1 − LR·(1 − m) for an absent one, reached by scaling the odds of the bucket's leaves by one common factor.
 * Refused, with the feasible range of LRs, when that would leave [0.005, 0.995].
 */
export function editRatio(
  priors: readonly number[],
  row: LikelihoodRow,
  members: readonly number[],
  edit: { readonly ratio: number; readonly present: boolean },
): RatioEdit {
  const { outside } = conditionals(priors, row, members);
  const target = edit.present ? edit.ratio * outside : 1 - edit.ratio * (1 - outside);
  const inside = shiftMean(
    members.map((leaf) => at(row, leaf)),
    members.map((leaf) => at(priors, leaf)),
    target,
  );
  if (!inside) return { ok: false, feasible: feasibleRatios(outside, edit.present) };
  const next = [...row];
  members.forEach((leaf, i) => {
    next[leaf] = at(inside, i);
  });
  return { ok: true, row: next };
}

/** LRs that a bucket can have while P(f | not B) = `outside` stays as it is. */
export const feasibleRatios = (outside: number, present: boolean): { lowest: number; highest: number } =>
  present
    ? { lowest: lowestLikelihood / outside, highest: highestLikelihood / outside }
    : { lowest: (1 - highestLikelihood) / (1 - outside), highest: (1 - lowestLikelihood) / (1 - outside) };
