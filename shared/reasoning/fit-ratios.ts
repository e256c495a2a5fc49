import { bucketPrior, type LikelihoodRow } from './bayes.ts';
import { leastSquares } from './least-squares.ts';
import { at, clampLikelihood, fromLogit, highestLikelihood, logit, lowestLikelihood, sum } from './probability.ts';

/** One LR in force that a list asks for: the bucket's leaves, and the ratio. */
export type WantedRatio = { readonly members: readonly number[]; readonly ratio: number };

/**
 * The coherent row nearest to a list of LRs in force that may contradict each other: least squares in log LR, weighted by
 * the bucket's prior. A faint pull towards the present row decides what the list leaves open.
 * The search ends at the first start whose weighted sum of squares is `enough`.
 */
export function fitRatios(
  priors: readonly number[],
  row: LikelihoodRow,
  present: boolean,
  wanted: readonly WantedRatio[],
  enough = 1e-14,
): { row: number[]; ratios: number[] } {
  const start = row.map(toFree);
  const rowOf = (free: readonly number[]): number[] => free.map(fromFree);
  const weights = wanted.map(({ members }) => Math.sqrt(bucketPrior(priors, members)));
  const ratiosOfRow = ratiosIn(priors, wanted, present);
  const pull = 1e-4;
  const residuals = (free: readonly number[]): number[] => {
    const ratios = ratiosOfRow(rowOf(free));
    return [
      ...wanted.map(({ ratio }, i) => at(weights, i) * Math.log(at(ratios, i) / ratio)),
      ...free.map((value, leaf) => pull * (value - at(start, leaf))),
    ];
  };
  const slopesOfRow = slopesIn(priors, wanted, present);
  const jacobian = (free: readonly number[]): number[][] => {
    const slopes = slopesOfRow(rowOf(free));
    return free.map((value, leaf) => {
      const share = fromLogit(value);
      const step = span * share * (1 - share);
      const pulls = free.map((_, other) => (other === leaf ? pull : 0));
      return [...wanted.map((_, i) => at(weights, i) * step * at(slopes[i] ?? [], leaf)), ...pulls];
    });
  };
  // The landscape has valleys that lead nowhere: from a low, a middle and a high row one of the ways leads down.
  const starts = [start, ...[0.05, 0.3, 0.8].map((level) => proportional(level, wanted, present, row.length))];
  let best: { readonly free: readonly number[]; readonly cost: number } | undefined;
  for (const from of starts) {
    const free = leastSquares(residuals, from, { rounds: 100, jacobian, tolerance: 1e-9 });
    const cost = sum(residuals(free).map((error) => error * error));
    if (!best || cost < best.cost) best = { free, cost };
    if (cost < enough) break;
  }
  const fitted = best ? rowOf(best.free) : [...row];
  return { row: fitted, ratios: ratiosOfRow(fitted) };
}

/** The LRs in force of a row for some buckets. Sums are shared: this is asked thousands of times for one row. */
function ratiosIn(priors: readonly number[], wanted: readonly WantedRatio[], present: boolean) {
  const total = sum(priors);
  const inside = wanted.map(({ members }) => bucketPrior(priors, members));
  return (row: LikelihoodRow): number[] => {
    const shown = priors.map((prior, leaf) => prior * (present ? at(row, leaf) : 1 - at(row, leaf)));
    const all = sum(shown);
    return wanted.map(({ members }, i) => {
      const of = bucketPrior(shown, members);
      const weight = at(inside, i);
      return of / weight / ((all - of) / (total - weight));
    });
  };
}

/** How ln(LR in force) of each bucket moves with the likelihood of each leaf. */
function slopesIn(priors: readonly number[], wanted: readonly WantedRatio[], present: boolean) {
  const isMember = wanted.map(({ members }) => {
    const own = new Set(members);
    return priors.map((_, leaf) => own.has(leaf));
  });
  return (row: LikelihoodRow): number[][] => {
    const shown = priors.map((prior, leaf) => prior * (present ? at(row, leaf) : 1 - at(row, leaf)));
    const all = sum(shown);
    return wanted.map(({ members }, i) => {
      const of = bucketPrior(shown, members);
      return priors.map((prior, leaf) => (present ? prior : -prior) * (isMember[i]?.[leaf] ? 1 / of : -1 / (all - of)));
    });
  };
}

const span = highestLikelihood - lowestLikelihood;
/** Likelihoods as numbers without bounds: a value at the end of the range still feels which way is down. */
const fromFree = (free: number): number => lowestLikelihood + span * fromLogit(free);
const toFree = (likelihood: number): number => {
  const share = (clampLikelihood(likelihood) - lowestLikelihood) / span;
  return logit(Math.min(1 - 1e-6, Math.max(1e-6, share)));
};

/** A row at about one level in which leaves stand to each other as their wanted LRs do. */
function proportional(level: number, wanted: readonly WantedRatio[], present: boolean, leaves: number): number[] {
  const q = Array.from({ length: leaves }, () => level);
  for (const { members, ratio } of wanted)
    for (const leaf of members) q[leaf] = present ? ratio * level : 1 - ratio * (1 - level);
  return q.map(toFree);
}
