import { at } from './probability.ts';
import { simulatorPosterior, simulatorStep } from './simulator-rule.ts';

/** The companion simulator's rule ends elsewhere for another order of the same findings. How far, and for whom? */

const shuffles = 8;

export type SimulatorOrders = {
  /** After all findings in case order. */
  readonly posterior: readonly number[];
  /** The bucket that leads then. */
  readonly leader: number;
  /** The leader's final probability over all orders that were tried. */
  readonly lowest: number;
  readonly highest: number;
  readonly spread: number;
  readonly ordersTried: number;
  /** Another order has another winner. */
  readonly winnerDependsOnOrder: boolean;
  readonly bayesLeader: number;
  /** In case order the rule's winner is not that of Bayes. */
  readonly winnersDiffer: boolean;
};

/**
 * The rule in case order, reversed, in the best order and in 8 shuffles that are the same in every run, against Bayes.
 * `rows` holds each finding's LRs in force, by bucket.
 */
export function simulatorOrders(
  priors: readonly number[],
  rows: readonly (readonly number[])[],
  best: readonly number[],
  bayes: readonly number[],
): SimulatorOrders {
  const usable = rows.map(usableRatios);
  const inOrder = usable.map((_, i) => i);
  const orders = [
    inOrder,
    inOrder.toReversed(),
    best,
    ...Array.from({ length: shuffles }, (_, seed) => shuffled(inOrder, seed + 1)),
  ];
  const ends = orders.map((order) =>
    simulatorPosterior(
      priors,
      order.map((i) => usable[i] ?? []),
    ),
  );
  const posterior = ends[0] ?? [...priors];
  const leader = leaderOf(posterior);
  const bayesLeader = leaderOf(bayes);
  const ofLeader = ends.map((end) => at(end, leader));
  const [lowest, highest] = [Math.min(...ofLeader), Math.max(...ofLeader)];
  return {
    posterior,
    leader,
    lowest,
    highest,
    spread: highest - lowest,
    ordersTried: orders.length,
    winnerDependsOnOrder: ends.some((end) => leaderOf(end) !== leader),
    bayesLeader,
    winnersDiffer: bayesLeader !== leader,
  };
}

/** The rule's belief after each finding, in the order given. */
export function simulatorPath(priors: readonly number[], rows: readonly (readonly number[])[]): number[][] {
  let belief: readonly number[] = priors;
  return rows.map((row) => {
    const { distribution } = simulatorStep(belief, usableRatios(row));
    belief = distribution;
    return distribution;
  });
}

/** A bucket that holds every leaf, or none, has no LR: nothing moves it. */
const usableRatios = (row: readonly number[]): number[] => row.map((ratio) => (Number.isFinite(ratio) ? ratio : 1));

/** Index of the likeliest; of equals the first. */
export const leaderOf = (distribution: readonly number[]): number => distribution.indexOf(Math.max(...distribution));

/** Fisher–Yates with mulberry32. */
export function shuffled(items: readonly number[], seed: number): number[] {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [at(result, j), at(result, i)];
  }
  return result;
}
