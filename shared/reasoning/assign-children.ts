import { at, sum } from './probability.ts';

/**
 * Which parent each child of a tree belongs to, when only the sums are known: the children of a parent add up to its
 * target as nearly as can be. Assignments whose sums are equally near are told apart by `tieBreak`.
 */
export type Assignment = {
  readonly weights: readonly number[];
  readonly targets: readonly number[];
  /** Parents that are known already; null is to be found. */
  readonly known: readonly (number | null)[];
  /** How well a child fits a parent by itself: better ones are tried first, so that a search that ends early ends well. */
  readonly affinity: (child: number, parent: number) => number;
  /** What rounding makes of the sums: misses are counted in steps of it, and within a step they are equally near. */
  readonly step: number;
  /** Higher is better, for whole assignments. */
  readonly tieBreak: (parents: readonly number[]) => number;
};

/** Sums that agree to this were reckoned from the very children: nothing that is merely near comes up to them. */
const exact = 1e-7;
const rankOf = (miss: number, step: number): number => (miss <= exact ? 0 : 1 + Math.floor(miss / step));
/** Nodes that the search may visit: ten leaves and six groups need some thousands. What ends early keeps its best. */
const mostVisits = 200_000;

/** The parent of each child. A parent gets none only where there are fewer children than parents. */
export function assignChildren({ weights, targets, known, step, affinity, tieBreak }: Assignment): number[] {
  const parents = weights.map((_, child) => known[child] ?? 0);
  const sums = targets.map(() => 0);
  const counts = targets.map(() => 0);
  const put = (child: number, parent: number, sign: 1 | -1): void => {
    parents[child] = parent;
    sums[parent] = at(sums, parent) + sign * at(weights, child);
    counts[parent] = at(counts, parent) + sign;
  };
  known.forEach((parent, child) => {
    if (parent !== null) put(child, parent, 1);
  });
  // Heavy children first: they leave the fewest ways open.
  const open = [...weights.keys()]
    .filter((child) => (known[child] ?? null) === null)
    .toSorted((a, b) => at(weights, b) - at(weights, a));
  const liked = open.map((child) => [...targets.keys()].toSorted((a, b) => affinity(child, b) - affinity(child, a)));
  const hasRoom = (child: number) => (parent: number) => at(sums, parent) + at(weights, child) <= at(targets, parent) + step;
  const overfull = (): number => sum(sums.map((value, parent) => Math.max(0, value - at(targets, parent))));
  const missing = (): number => sum(sums.map((value, parent) => Math.max(0, at(targets, parent) - value)));
  const mayBeEmpty = Math.max(0, targets.length - weights.length);
  let best: { readonly parents: readonly number[]; readonly rank: number; readonly tie: number } | undefined;
  let visits = 0;
  const visit = (depth: number): void => {
    if (visits++ > mostVisits) return;
    if (counts.filter((count) => count === 0).length - (open.length - depth) > mayBeEmpty) return;
    // What is too much stays too much, whatever comes.
    if (best && rankOf(overfull(), step) > best.rank) return;
    const child = open[depth];
    if (child === undefined) {
      const rank = rankOf(Math.max(overfull(), missing()), step);
      if (best && rank > best.rank) return;
      const tie = tieBreak(parents);
      if (!best || rank < best.rank || tie > best.tie) best = { parents: [...parents], rank, tie };
      return;
    }
    const [roomy = [], full = []] = partition(liked[depth] ?? [], hasRoom(child));
    for (const parent of [...roomy, ...full]) {
      put(child, parent, 1);
      visit(depth + 1);
      put(child, parent, -1);
    }
  };
  visit(0);
  return [...(best?.parents ?? parents)];
}

const partition = <T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] => [
  items.filter(test),
  items.filter((item) => !test(item)),
];
