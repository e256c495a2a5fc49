type Reading<Item, There> = {
  readonly idOf: (item: Item) => string | undefined;
  /** What an item is known by, best first; the same on both sides. */
  readonly wordsOf: (item: Item) => readonly (string | undefined)[];
  readonly wordsThere: (one: There) => readonly (string | undefined)[];
};

/**
 * Pairs the items of a list with what is there already: by id, then by wording, then by place. Returns for each item the
 * index of its partner, or undefined for something new.
 */
export function matchItems<Item, There extends { readonly id: string }>(
  items: readonly Item[],
  there: readonly There[],
  { idOf, wordsOf, wordsThere }: Reading<Item, There>,
): (number | undefined)[] {
  const free = new Set(there.keys());
  const partners: (number | undefined)[] = items.map(() => undefined);
  const pair = (item: number, one: number | undefined): void => {
    if (one !== undefined && free.delete(one)) partners[item] = one;
  };
  const find = (fits: (one: There) => boolean): number | undefined =>
    [...free].find((index) => {
      const one = there[index];
      return one !== undefined && fits(one);
    });
  /** Items without an id that have no partner yet: one with an id that nobody has is new. */
  const unpaired = (): { item: Item; i: number }[] =>
    items.flatMap((item, i) => (partners[i] === undefined && idOf(item) === undefined ? [{ item, i }] : []));
  items.forEach((item, i) => {
    const id = idOf(item);
    const one = id === undefined ? undefined : find((candidate) => candidate.id === id);
    pair(i, one);
  });
  for (const words of [0, 1])
    for (const { item, i } of unpaired()) {
      const word = normalised(wordsOf(item)[words]);
      const one = word === '' ? undefined : find((candidate) => normalised(wordsThere(candidate)[words]) === word);
      pair(i, one);
    }
  for (const [item, one] of betweenNeighbours(partners, there.length))
    if (idOf(items[item] as Item) === undefined) pair(item, one);
  // A list as long as it was has what it had: what is left on both sides belongs together, in order.
  if (items.length === there.length) for (const { i } of unpaired()) pair(i, [...free][0]);
  return partners;
}

/** Between two items that have their partners, as many without as there are free places between those: they belong together. */
function betweenNeighbours(partners: readonly (number | undefined)[], places: number): [item: number, place: number][] {
  const pairs: [number, number][] = [];
  const taken = new Set(partners);
  let gap: number[] = [];
  let from = -1;
  [...partners, places].forEach((partner, i) => {
    if (partner === undefined) {
      gap.push(i);
      return;
    }
    const room = Array.from({ length: Math.max(0, partner - from - 1) }, (_, k) => from + 1 + k).filter(
      (place) => !taken.has(place),
    );
    if (room.length === gap.length) gap.forEach((item, k) => void pairs.push([item, room[k] ?? 0]));
    gap = [];
    from = partner;
  });
  return pairs;
}

export const normalised = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,;:!?]+/g, ' ')
    .trim();
