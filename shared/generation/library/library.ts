import type { Citation } from '../../cases/provenance.ts';
import type { Figure, PublishedShare } from './figure.ts';
import type { LibraryIndex, PackCard } from './index-packs.ts';
import type { DiagnosisEntry, Leaf, Pack } from './pack.ts';

/** A diagnosis that the library can write a case about. */
export type KnownDiagnosis = DiagnosisEntry & {
  /** Packs that hold it, the one with the most published figures first. */
  readonly packs: readonly string[];
  readonly figures: readonly Figure[];
};

/** Packs by id, each read when it is first asked for: a case is told from one or two of them, and they are megabytes. */
export type Packs = {
  readonly size: number;
  readonly get: (id: string) => Pack | undefined;
  readonly values: () => Iterable<Pack>;
};

export type Library = {
  readonly packs: Packs;
  /** By the pack's id, and known without reading it. */
  readonly cards: ReadonlyMap<string, PackCard>;
  readonly diagnoses: ReadonlyMap<string, KnownDiagnosis>;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly citations: ReadonlyMap<string, Citation>;
  readonly shares: ReadonlyMap<string, PublishedShare>;
};

/** The small part of the data, and a way to the large one. */
export type LibraryParts = {
  readonly index: LibraryIndex;
  readonly figures: readonly Figure[];
  readonly citations: readonly Citation[];
  readonly shares: readonly PublishedShare[];
  readonly readPack: (id: string) => Pack;
};

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

export function openLibrary({ index, figures, citations, shares, readPack }: LibraryParts): Library {
  const figuresById = byId(figures);
  const diagnoses = index.diagnoses.map((entry) => ({
    ...entry,
    figures: entry.figures.flatMap((id) => figuresById.get(id) ?? []),
  }));
  return {
    packs: shelf(
      index.packs.map(({ id }) => id),
      readPack,
    ),
    cards: byId(index.packs),
    diagnoses: byId(diagnoses),
    figures: figuresById,
    citations: byId(citations),
    shares: byId(shares),
  };
}

function shelf(ids: readonly string[], readPack: (id: string) => Pack): Packs {
  const known = new Set(ids);
  const read = new Map<string, Pack>();
  const take = (id: string): Pack => {
    const pack = read.get(id) ?? readPack(id);
    read.set(id, pack);
    return pack;
  };
  return { size: ids.length, get: (id) => (known.has(id) ? take(id) : undefined), values: () => ids.map(take) };
}

export function packOf(library: Library, id: string): Pack {
  const pack = library.packs.get(id);
  if (!pack) throw new Error(`no pack ${id}`);
  return pack;
}

export function cardOf(library: Library, id: string): PackCard {
  const card = library.cards.get(id);
  if (!card) throw new Error(`no pack ${id}`);
  return card;
}

/** What these packs are about, in their order. */
export const complaintsOf = (library: Library, ids: readonly string[]): string[] =>
  ids.map((id) => cardOf(library, id).complaint);

export function leafOf(pack: Pack, diagnosis: string): Leaf {
  const leaf = pack.leaves.find((candidate) => candidate.diagnosis === diagnosis);
  if (!leaf) throw new Error(`no leaf ${diagnosis} in ${pack.id}`);
  return leaf;
}
