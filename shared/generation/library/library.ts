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
  const entries = new Map<
    string,
    { entries: DiagnosisEntry[]; packs: { id: string; figures: number }[]; figures: Set<Figure> }
  >();
  for (const pack of packs) {
    for (const entry of pack.diagnoses) {
      const own = pack.findings.flatMap((finding) =>
        finding.figures.map((id) => figuresById.get(id)).filter((f) => f?.diagnosis === entry.id),
      );
      const known = entries.get(entry.id) ?? { entries: [], packs: [], figures: new Set() };
      known.entries.push(entry);
      known.packs.push({ id: pack.id, figures: own.length });
      for (const figure of own) if (figure) known.figures.add(figure);
      entries.set(entry.id, known);
    }
  }
  const diagnoses = new Map<string, KnownDiagnosis>();
  for (const [id, known] of entries) {
    const merged = mergeEntries(known.entries);
    const ordered = known.packs.toSorted((a, b) => b.figures - a.figures).map((pack) => pack.id);
    diagnoses.set(id, { ...merged, packs: ordered, figures: [...known.figures] });
  }
  return { packs: byId(packs), diagnoses, figures: figuresById, citations: byId(citations), shares: byId(shares) };
}

function mergeEntries(entries: readonly DiagnosisEntry[]): DiagnosisEntry {
  const [first] = entries;
  if (!first) throw new Error('a diagnosis without an entry');
  const all = (names: (entry: DiagnosisEntry) => readonly string[]) => [...new Set(entries.flatMap(names))];
  return {
    ...first,
    synonyms: all(({ name, synonyms }) => [name, ...synonyms]).filter((name) => name !== first.name),
    abbreviations: all(({ abbreviations }) => abbreviations),
    giveaways: all(({ giveaways }) => giveaways),
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
