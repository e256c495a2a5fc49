import { type Observation, observedLikelihood, sumByBucket } from './bayes.ts';
import { entropy, surprise } from './information.ts';
import { at } from './probability.ts';

/** How belief moves, finding by finding. Bayes ends at the same place in every order; the way there differs. */

export type Step = {
  /** Which observation this step takes, by its index in the list that was given. */
  readonly observation: number;
  /** Belief after it, by bucket. */
  readonly posterior: readonly number[];
  readonly entropy: number;
  /** Entropy before minus entropy after: negative where the finding leaves us less certain. Over a path they add up. */
  readonly information: number;
  /** Relative entropy of the step, never negative. */
  readonly surprise: number;
};

export const caseOrder = (observations: readonly Observation[]): number[] => observations.map((_, i) => i);

/** Belief that takes one finding after another, held as logarithms: a leaf thought lost may come back without underflow. */
export function startBelief(priors: readonly number[]): { after: (seen: Observation) => number[] } {
  const logs = priors.map(Math.log);
  return {
    after(seen) {
      for (let leaf = 0; leaf < logs.length; leaf++) logs[leaf] = at(logs, leaf) + Math.log(observedLikelihood(seen, leaf));
      return shares(logs);
    },
  };
}

/** The posterior after all observations but one, for any one: what it adds is taken back. */
export function posteriorWithout(priors: readonly number[], observations: readonly Observation[]): (left: number) => number[] {
  const each = observations.map((seen) => priors.map((_, leaf) => Math.log(observedLikelihood(seen, leaf))));
  const all = priors.map((prior, leaf) => each.reduce((total, logs) => total + at(logs, leaf), Math.log(prior)));
  return (left) => shares(all.map((total, leaf) => total - (each[left]?.[leaf] ?? 0)));
}

function shares(logs: readonly number[]): number[] {
  const highest = Math.max(...logs);
  const weights = logs.map((value) => Math.exp(value - highest));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

/** Belief over the leaves before any finding, and after each in turn: one more than there are findings. */
export function leafPath(priors: readonly number[], observations: readonly Observation[], order: readonly number[]): number[][] {
  const belief = startBelief(priors);
  const after = order.flatMap((i) => {
    const seen = observations[i];
    return seen ? [belief.after(seen)] : [];
  });
  return [[...priors], ...after];
}

/** The steps of a leaf path as one tier sees them. */
export function stepsAt(
  path: readonly (readonly number[])[],
  order: readonly number[],
  buckets: readonly (readonly number[])[],
): Step[] {
  const beliefs = path.map((byLeaf) => sumByBucket(byLeaf, buckets));
  const entropies = beliefs.map(entropy);
  return beliefs.slice(1).map((posterior, i) => ({
    observation: at(order, i),
    posterior,
    entropy: at(entropies, i + 1),
    information: at(entropies, i) - at(entropies, i + 1),
    surprise: surprise(beliefs[i] ?? [], posterior),
  }));
}
