import { at, sum } from './probability.ts';

/** Shares whose proportions nobody chose: what rounding left of them. */
const negligible = 1e-12;

/**
 * One share is moved; all others share the rest in proportion, so that the sum stays 1. Where the others hold nothing, they
 * share it evenly.
 */
export function shareOut(shares: readonly number[], moved: number, to: number): number[] {
  const share = Math.min(1, Math.max(0, to));
  if (shares.length < 2) return shares.map(() => 1);
  // Summed without the moved one, not as 1 minus it: what is left of a subtraction may be rounding alone.
  const others = sum(shares.filter((_, i) => i !== moved));
  return shares.map((value, i) => {
    if (i === moved) return share;
    return others > negligible ? (value / others) * (1 - share) : (1 - share) / (shares.length - 1);
  });
}

/** Whole percents that add up to exactly 100: rounded down, and what is missing goes to the largest remainders. */
export function wholePercents(shares: readonly number[]): number[] {
  const total = sum(shares);
  const exact = shares.map((value) => (total > 0 ? (value / total) * 100 : 100 / shares.length));
  const percents = exact.map((value) => Math.floor(value + 1e-9));
  const missing = 100 - sum(percents);
  const byRemainder = exact.map((_, i) => i).sort((a, b) => at(exact, b) - at(percents, b) - (at(exact, a) - at(percents, a)));
  for (const i of byRemainder.slice(0, missing)) percents[i] = at(percents, i) + 1;
  return percents;
}
