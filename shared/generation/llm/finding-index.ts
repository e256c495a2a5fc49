import type { FindingCategory } from '../../cases/finding.ts';
import type { Figure } from '../library/figure.ts';
import type { Library } from '../library/library.ts';
import type { Pack, PackFinding } from '../library/pack.ts';
import { type Complaint, type Meaning, meaningOf } from './finding-meaning.ts';

/** A published figure under the finding of the pack that carries it. */
export type Carried = { readonly figure: Figure; readonly finding: PackFinding; readonly pack: Pack };

/** What the findings say, by diagnosis, category and complaint, with the figures that it leads to. */
export type FindingIndex = ReadonlyMap<string, readonly Carried[]>;

const remembered = new WeakMap<Library, FindingIndex>();

export const indexKey = (diagnosis: string, category: FindingCategory, complaint: Complaint, key: string): string =>
  `${diagnosis}|${category}|${complaint}|${key}`;

export const complaintOf = (pack: Pack): Complaint => {
  if (/^chest-pain/.test(pack.id)) return 'chest';
  if (/^(?:abdominal-pain|pelvic-pain)/.test(pack.id)) return 'abdomen';
  return pack.id === 'headache' ? 'head' : 'none';
};

/** Built once for a library. */
export function findingIndex(library: Library): FindingIndex {
  const found = remembered.get(library);
  if (found) return found;
  const index = new Map<string, Carried[]>();
  for (const pack of library.packs.values())
    for (const finding of pack.findings)
      for (const id of finding.figures) {
        const figure = library.figures.get(id);
        if (!figure) continue;
        for (const key of keysOf(pack, finding, figure)) {
          const place = indexKey(figure.diagnosis, finding.category, complaintOf(pack), key);
          index.set(place, [...(index.get(place) ?? []), { figure, finding, pack }]);
        }
      }
  remembered.set(library, index);
  return index;
}

/**
 * The finding's name and the paper's wording. Not the words by which an author's description names it (`mention`): many of
 * those are examples ("knee replacement" of surgery, "loss of smell" of a change in smell or taste), and no paper counted them.
 */
function keysOf(pack: Pack, finding: PackFinding, figure: Figure): ReadonlySet<string> {
  const meaning = (text: string): Meaning | undefined => meaningOf(text, finding.category, complaintOf(pack));
  const name = meaning(finding.name);
  const printed = meaning(figure.finding);
  // Where the paper asked for more than the name tells ("above 3 cm", "left arm only"), only its own words lead to it.
  const narrower =
    printed && name && (printed.words.has('only') || (printed.quantities.length > 0 && name.quantities.length === 0));
  return new Set([printed, narrower ? undefined : name].flatMap((meaning) => (meaning ? [meaning.key] : [])));
}
