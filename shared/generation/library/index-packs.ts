import type { Figure } from './figure.ts';
import type { DiagnosisEntry, Pack } from './pack.ts';

/** What is to be known of the packs before any of them is read. The build works it out once, sources at each start. */
export type LibraryIndex = {
  readonly packs: readonly PackCard[];
  /** Each with the packs that hold it, home first, and the ids of the figures about it. */
  readonly diagnoses: readonly (DiagnosisEntry & { readonly packs: readonly string[]; readonly figures: readonly string[] })[];
};

/** What a pack is about and whom it is told by: enough to choose it. */
export type PackCard = Pick<Pack, 'id' | 'complaint' | 'aliases' | 'informant'>;

/** A diagnosis that several packs hold is one diagnosis with all its names. */
export function indexPacks(packs: readonly Pack[], figures: readonly Figure[]): LibraryIndex {
  const about = new Map(figures.map(({ id, diagnosis }) => [id, diagnosis]));
  const held = new Map<string, Held[]>();
  for (const pack of packs) {
    const here = pack.findings.flatMap((finding) => finding.figures);
    for (const entry of pack.diagnoses) {
      const own = here.filter((id) => about.get(id) === entry.id);
      held.set(entry.id, [...(held.get(entry.id) ?? []), { entry, pack: pack.id, figures: own }]);
    }
  }
  const homeFirst = (places: readonly Held[]) => places.toSorted((a, b) => b.figures.length - a.figures.length);
  return {
    packs: packs.map(({ id, complaint, aliases, informant }) => ({ id, complaint, aliases, informant })),
    diagnoses: [...held.values()].map((places) => asOne(homeFirst(places))),
  };
}

type Held = { readonly entry: DiagnosisEntry; readonly pack: string; readonly figures: readonly string[] };

/** One diagnosis out of the packs that hold it, home first: its name is what the home pack calls it. */
function asOne(places: readonly Held[]): LibraryIndex['diagnoses'][number] {
  const [home] = places;
  if (!home) throw new Error('a diagnosis without an entry');
  const all = (names: (entry: DiagnosisEntry) => readonly string[]) => [...new Set(places.flatMap(({ entry }) => names(entry)))];
  return {
    ...home.entry,
    synonyms: all(({ name, synonyms }) => [name, ...synonyms]).filter((name) => name !== home.entry.name),
    abbreviations: all(({ abbreviations }) => abbreviations),
    giveaways: all(({ giveaways }) => giveaways),
    packs: places.map(({ pack }) => pack),
    figures: [...new Set(places.flatMap((place) => place.figures))],
  };
}
