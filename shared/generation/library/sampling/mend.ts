import { at } from '../../../reasoning/probability.ts';
import type { Candidate } from './eligible.ts';
import { bitsOf, leadIn, margin, type Stakes, totalsOf } from './stakes.ts';

const rounds = 16;

/**
 * Exchanges findings for others of their category, the best exchange first, until the primary leads. Totals are kept by
 * leaf, so that trying an exchange costs one subtraction and one addition per leaf.
 */
export function mend(
  start: readonly Candidate[],
  all: readonly Candidate[],
  stakes: Stakes,
  fits: (candidate: Candidate, chosen: readonly Candidate[]) => boolean,
): Candidate[] {
  const bits = new Map(all.map((candidate) => [candidate, bitsOf(candidate, stakes.priors.length)]));
  const bitsAt = (candidate: Candidate, leaf: number): number => at(bits.get(candidate) ?? [], leaf);
  let chosen = [...start];
  for (let round = 0; round < rounds; round++) {
    const totals = totalsOf(chosen, stakes);
    const lead = leadIn(totals, stakes);
    if (lead > margin) break;
    const exchanges = chosen
      .filter((candidate) => !candidate.fixed)
      .flatMap((out) =>
        all
          .filter((candidate) => candidate.finding.category === out.finding.category && !chosen.includes(candidate))
          .map((candidate) => ({
            out,
            candidate,
            lead: leadIn(
              totals.map((total, leaf) => total - bitsAt(out, leaf) + bitsAt(candidate, leaf)),
              stakes,
            ),
          })),
      )
      .filter((exchange) => exchange.lead > lead)
      .toSorted((a, b) => b.lead - a.lead);
    const best = exchanges.find(({ out, candidate }) =>
      fits(
        candidate,
        chosen.filter((kept) => kept !== out),
      ),
    );
    if (!best) break;
    chosen = [...chosen.filter((kept) => kept !== best.out), best.candidate];
  }
  return chosen;
}
