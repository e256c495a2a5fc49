import type { LikelihoodCell } from '../case.ts';
import type { Author, Provenance } from '../provenance.ts';

/** Who edits, and when (ISO 8601). */
export type By = { readonly who: string; readonly at: string };

const longestChain = 12;

/**
 * A cell with an author's value. It keeps the value that it replaced, which keeps the one before. An author who types on
 * replaces the own last value, not what stood there before; the session's history has every step.
 */
export function authorCell(cell: LikelihoodCell, probability: number, { who, at }: By): LikelihoodCell {
  if (probability === cell.probability) return cell;
  const { provenance } = cell;
  const replaced = provenance.source === 'author' && provenance.who === who ? provenance.replaced : cell;
  return { probability, provenance: shortened({ source: 'author', who, at, replaced }) };
}

/** Authors who take turns for ever make a long chain: its middle is let go, the first value and the latest ones stay. */
function shortened(author: Author): Author {
  const chain: { probability: number; provenance: Provenance }[] = [];
  for (let link: Provenance = author; link.source === 'author'; link = link.replaced.provenance) chain.push(link.replaced);
  if (chain.length <= longestChain) return author;
  const first = chain.at(-1);
  const rebuild = (from: Author, left: number): Author =>
    left === 0 || from.replaced.provenance.source !== 'author'
      ? { ...from, replaced: first ?? from.replaced }
      : { ...from, replaced: { ...from.replaced, provenance: rebuild(from.replaced.provenance, left - 1) } };
  return rebuild(author, longestChain - 2);
}
