/**
 * Pairs the items of a list with what is there already: by id, then by wording, then by place among what is left. Returns
 * for each item the index of its partner, or undefined for something new.
 */
export function matchItems<Item, There extends { readonly id: string }>(
  items: readonly Item[],
  there: readonly There[],
  {
    idOf,
    wordsOf,
    wordsThere,
  }: {
    readonly idOf: (item: Item) => string | undefined;
    readonly wordsOf: (item: Item) => readonly (string | undefined)[];
    readonly wordsThere: (one: There) => readonly (string | undefined)[];
  },
): (number | undefined)[] {
  const free = new Set(there.keys());
  const partners: (number | undefined)[] = items.map(() => undefined);
  const pair = (item: number, one: number | undefined): void => {
    if (one === undefined || !free.delete(one)) return;
    partners[item] = one;
  };
  const unpaired = (): number[] => [...items.keys()].filter((i) => partners[i] === undefined);
  const find = (fits: (one: There, index: number) => boolean): number | undefined =>
    [...free].find((index) => {
      const one = there[index];
      return one !== undefined && fits(one, index);
    });
  items.forEach((item, i) => {
    const id = idOf(item);
    if (id !== undefined)
      pair(
        i,
        find((one) => one.id === id),
      );
  });
  const isNamed = (i: number): boolean => {
    const item = items[i];
    return item !== undefined && idOf(item) !== undefined;
  };
  for (const words of [0, 1]) {
    for (const i of unpaired()) {
      const item = items[i];
      const word = item && normalised(wordsOf(item)[words]);
      if (word && !isNamed(i))
        pair(
          i,
          find((one) => normalised(wordsThere(one)[words]) === word),
        );
    }
  }
  // A list as long as it was has what it had: what is left on both sides belongs together, in order.
  const byOrder = items.length === there.length;
  for (const i of unpaired()) {
    const partner = isNamed(i) ? undefined : find((_, index) => byOrder || index === i);
    pair(i, partner);
  }
  return partners;
}

export const normalised = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,;:!?]+/g, ' ')
    .trim();
