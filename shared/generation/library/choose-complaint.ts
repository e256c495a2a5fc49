import { isChild } from './description/age-and-sex.ts';
import { singleSpaced } from './description/read-description.ts';
import { cardOf, type KnownDiagnosis, type Library, packOf } from './library.ts';
import { normalise } from './normalise.ts';
import type { Pack } from './pack.ts';

/**
 * The complaint that the case is told under: of the packs that hold the diagnosis, one whose words the description uses,
 * with the most published figures about it; when it uses none, the diagnosis's home pack. A child needs a pack for children.
 */
export function chooseComplaint(library: Library, known: KnownDiagnosis, description: string): { pack: Pack; matched: boolean } {
  const text = ` ${normalise(description)} `;
  const child = isChild(singleSpaced(description));
  const ranked = known.packs.map((id, home) => {
    const { complaint, aliases, informant } = cardOf(library, id);
    const matched = [complaint, ...aliases].some((alias) => text.includes(` ${normalise(alias)} `));
    return { id, matched, fitsAge: child === undefined || child === (informant === 'parent'), home };
  });
  const [best] = ranked.toSorted(
    (a, b) => Number(b.fitsAge) - Number(a.fitsAge) || Number(b.matched) - Number(a.matched) || a.home - b.home,
  );
  if (!best) throw new Error(`no pack holds ${known.id}`);
  return { pack: packOf(library, best.id), matched: best.matched };
}
