/** A name as it is compared: case, spaces, quotes and a closing mark do not count. */
export const sameName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’‛]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s?.!:;]+$/, '');

const common = new Set(
  'a an and any are at by do does for from had has have in is it not of on or the to was what when with you your'.split(' '),
);

/** The words that tell, by their beginnings: "cardiac" and "cardiovascular" are about the same organ. */
export const tellingWords = (text: string): Set<string> =>
  new Set((sameName(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !common.has(word)).map((word) => word.slice(0, 5)));

/** Share of the shorter name's telling words that stand in the other, 0 to 1. */
export function sharedWords(one: string, other: string): number {
  const [a, b] = [tellingWords(one), tellingWords(other)];
  const shorter = Math.min(a.size, b.size);
  return shorter === 0 ? 0 : [...a].filter((word) => b.has(word)).length / shorter;
}

const initials = (text: string): string => (sameName(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word[0]).join('');

/** Whether one is the other's initials: PE and pulmonary embolism. */
export const isShortFor = (short: string, long: string): boolean =>
  /^[\p{Lu}\p{N}]{2,}$/u.test(short.trim()) && initials(long) === short.trim().toLowerCase();
