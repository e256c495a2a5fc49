import {
  bucketPrior,
  type ConditionalPair,
  conditionals,
  type LikelihoodRow,
  type Observation,
  observedLikelihood,
  ratiosOf,
} from './bayes.ts';
import { editRatio, feasibleRatios } from './edit-ratio.ts';
import { at, highestLikelihood, lowestLikelihood } from './probability.ts';

/** One step of an LR, up or down. */
export const ratioStep = 1.5;

export type Moved = {
  /** The LR after the step; short of the whole step where the range of storable likelihoods ends. */
  readonly ratio: number;
  readonly limited: boolean;
  /** What the target's final probability would then be. */
  readonly posterior: number;
};

export type Sensitivity = {
  readonly observation: number;
  readonly bucket: number;
  /** The LR in force now. */
  readonly ratio: number;
  readonly lowered: Moved;
  readonly raised: Moved;
  /** How far the two are apart: the length of the bar in a tornado chart. */
  readonly swing: number;
};

/**
 * What typing an LR ÷ 1.5 and × 1.5, one at a time, would do to the final probability of `target` (a list of leaves).
 * Each is the edit that an author would make (see editRatio): all other leaves keep their likelihoods. Longest bars first.
 */
export function sensitivity(
  priors: readonly number[],
  observations: readonly Observation[],
  final: readonly number[],
  buckets: readonly (readonly number[])[],
  target: readonly number[],
  /** P(f | B) and P(f | not B), by finding and bucket, where the caller has them already. */
  known?: readonly (readonly ConditionalPair[])[],
): Sensitivity[] {
  const wanted = { has: final.map((_, leaf) => target.includes(leaf)), share: bucketPrior(final, target) };
  const all = observations.flatMap((seen, observation) =>
    buckets.flatMap((members, bucket): Sensitivity[] => {
      const pair = known?.[observation]?.[bucket] ?? conditionals(priors, seen.likelihoods, members);
      const { positive, negative } = ratiosOf(pair);
      const ratio = seen.present ? positive : negative;
      // A bucket that holds every leaf, or none, has no LR to change.
      if (!Number.isFinite(ratio)) return [];
      const move = (to: number): Moved => {
        const { ratio: reached, limited } = within(to, feasibleRatios(pair.outside, seen.present));
        const inside = editedInside(priors, seen, members, { ...pair, ratio: reached });
        return { ratio: reached, limited, posterior: reweighed(final, seen, members, inside, wanted) };
      };
      const [lowered, raised] = [move(ratio / ratioStep), move(ratio * ratioStep)];
      return [{ observation, bucket, ratio, lowered, raised, swing: Math.abs(raised.posterior - lowered.posterior) }];
    }),
  );
  return all.toSorted((a, b) => b.swing - a.swing);
}

/** A hair inside the ends, which rounding would otherwise put outside. */
function within(ratio: number, { lowest, highest }: { lowest: number; highest: number }): { ratio: number; limited: boolean } {
  const [low, high] = [lowest * (1 + 1e-12), highest * (1 - 1e-12)];
  if (ratio < low) return { ratio: low, limited: true };
  if (ratio > high) return { ratio: high, limited: true };
  return { ratio, limited: false };
}

/** The bucket's likelihoods after the edit: what editRatio gives, by a shorter search where that arrives. */
function editedInside(priors: readonly number[], seen: Observation, members: readonly number[], to: Edit): readonly number[] {
  const target = seen.present ? to.ratio * to.outside : 1 - to.ratio * (1 - to.outside);
  if (members.length === 1) return [target];
  const found = scaledTo(priors, seen.likelihoods, members, to.inside, target);
  if (found) return found;
  const edited = editRatio(priors, seen.likelihoods, members, { ratio: to.ratio, present: seen.present });
  if (!edited.ok) throw new Error('an LR inside the feasible range was refused');
  return members.map((leaf) => at(edited.row, leaf));
}
type Edit = ConditionalPair & { readonly ratio: number };

/**
 * Newton's steps on the common factor of the odds, from the factor that one leaf would need. A case has hundreds of such
 * edits, and this is most of what they cost; undefined when a leaf meets the end of the range or the steps do not settle,
 * which is left to the slower search that always does.
 */
function scaledTo(
  priors: readonly number[],
  row: LikelihoodRow,
  members: readonly number[],
  mean: number,
  target: number,
): number[] | undefined {
  let factor = (target * (1 - mean)) / (mean * (1 - target));
  const scaled = members.map(() => 0);
  for (let round = 0; round < 12; round++) {
    let weight = 0;
    let reached = 0;
    let slope = 0;
    for (let i = 0; i < members.length; i++) {
      // Read in place: at() is measurably slower here. A missing number is NaN, which is outside every range.
      const leaf = members[i] ?? -1;
      const prior = priors[leaf] ?? Number.NaN;
      const before = row[leaf] ?? Number.NaN;
      const now = (factor * before) / (1 - before + factor * before);
      if (!(now > lowestLikelihood && now < highestLikelihood)) return undefined;
      scaled[i] = now;
      weight += prior;
      reached += prior * now;
      slope += prior * now * (1 - now);
    }
    const miss = reached - target * weight;
    if (Math.abs(miss) <= 1e-14 * weight) return scaled;
    factor *= Math.exp(-miss / slope);
  }
  return undefined;
}

/** The target's share after a bucket's likelihoods changed: only its leaves weigh otherwise, so nothing else is recomputed. */
function reweighed(
  final: readonly number[],
  seen: Observation,
  members: readonly number[],
  inside: readonly number[],
  target: { readonly has: readonly boolean[]; readonly share: number },
): number {
  let all = 0;
  let wanted = 0;
  for (let i = 0; i < members.length; i++) {
    const leaf = at(members, i);
    const now = seen.present ? at(inside, i) : 1 - at(inside, i);
    const gain = at(final, leaf) * (now / observedLikelihood(seen, leaf) - 1);
    all += gain;
    if (target.has[leaf]) wanted += gain;
  }
  return Math.min(1, Math.max(0, (target.share + wanted) / (1 + all)));
}
