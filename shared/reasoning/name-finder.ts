/**
 * Finds names in a text at word boundaries: "MI" is not in "mild". Abbreviations count only in the case they are written
 * in, so that "ALL" is not found in "all of it".
 */

const escapeRegExp = (term: string): string => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A term without a letter or digit would stand everywhere. */
const usable = (terms: readonly string[]): string[] =>
  terms.map((term) => term.trim()).filter((term) => /[\p{L}\p{N}]/u.test(term));
const bounded = (term: string): string =>
  `(?<![\\p{L}\\p{N}])${escapeRegExp(term).replace(/[\s-]+/g, '[\\s-]+')}(?![\\p{L}\\p{N}])`;

/** Compiles the names once; the answer lists each that stands in the text given to it. */
export function nameFinder(names: readonly string[], abbreviations: readonly string[]): (text: string) => string[] {
  const terms = [
    ...usable(names).map((name) => ({ term: name, pattern: new RegExp(bounded(name), 'iu') })),
    ...usable(abbreviations).map((short) => ({ term: short, pattern: new RegExp(bounded(short), 'u') })),
  ];
  return (text) => terms.filter(({ pattern }) => pattern.test(text)).map(({ term }) => term);
}
