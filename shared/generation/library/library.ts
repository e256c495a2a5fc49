import type { Citation } from '../../cases/provenance.ts';
import type { Figure, PublishedShare } from './figure.ts';
import type { DiagnosisEntry, Leaf, Pack } from './pack.ts';

/** A diagnosis that the library can write a case about. */
export type KnownDiagnosis = DiagnosisEntry & {
  /** Packs that hold it, the one with the most published figures first. */
  readonly packs: readonly string[];
  readonly figures: readonly Figure[];
};

export type Library = {
  readonly packs: ReadonlyMap<string, Pack>;
  readonly diagnoses: ReadonlyMap<string, KnownDiagnosis>;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly citations: ReadonlyMap<string, Citation>;
  readonly shares: ReadonlyMap<string, PublishedShare>;
};

export type LibraryData = {
  readonly packs: readonly Pack[];
  readonly figures: readonly Figure[];
  readonly citations: readonly Citation[];
  readonly shares: readonly PublishedShare[];
};

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** Indexes the data. A diagnosis that several packs hold is one diagnosis with all its names. */
export function buildLibrary({ packs, figures, citations, shares }: LibraryData): Library {
  const figuresById = byId(figures);
  const held = new Map<string, Held[]>();
  for (const pack of packs) {
    const figuresHere = pack.findings.flatMap(({ figures: ids }) => ids.flatMap((id) => figuresById.get(id) ?? []));
    for (const entry of pack.diagnoses) {
      const own = figuresHere.filter(({ diagnosis }) => diagnosis === entry.id);
      held.set(entry.id, [...(held.get(entry.id) ?? []), { entry, pack: pack.id, figures: own }]);
    }
  }
  const homeFirst = (places: readonly Held[]) => places.toSorted((a, b) => b.figures.length - a.figures.length);
  const diagnoses = new Map([...held].map(([id, places]) => [id, knownFrom(homeFirst(places))]));
  return { packs: byId(packs), diagnoses, figures: figuresById, citations: byId(citations), shares: byId(shares) };
}

type Held = { readonly entry: DiagnosisEntry; readonly pack: string; readonly figures: readonly Figure[] };

/** One diagnosis out of the packs that hold it, home first: its name is what the home pack calls it. */
function knownFrom(places: readonly Held[]): KnownDiagnosis {
  const [home] = places;
  if (!home) throw new Error('a diagnosis without an entry');
  const all = (names: (entry: DiagnosisEntry) => readonly string[]) => [...new Set(places.flatMap(({ entry }) => names(entry)))];
  return {
    ...home.entry,
    synonyms: all(({ name, synonyms }) => [name, ...synonyms]).filter((name) => name !== home.entry.name),
    abbreviations: all(({ abbreviations }) => abbreviations),
    giveaways: all(({ giveaways }) => giveaways),
    packs: places.map(({ pack }) => pack),
    figures: [...new Set(places.flatMap(({ figures }) => figures))],
  };
}

export function packOf(library: Library, id: string): Pack {
  const pack = library.packs.get(id);
  if (!pack) throw new Error(`no pack ${id}`);
  return pack;
}

export function leafOf(pack: Pack, diagnosis: string): Leaf {
  const leaf = pack.leaves.find((candidate) => candidate.diagnosis === diagnosis);
  if (!leaf) throw new Error(`no leaf ${diagnosis} in ${pack.id}`);
  return leaf;
}
