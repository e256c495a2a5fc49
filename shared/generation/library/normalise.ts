/** Text for comparing names: no accents, no case, no punctuation, British and American spellings alike. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/\.(?!\d)/g, ' ')
    .replace(/aemi/g, 'emi')
    .replace(/haem/g, 'hem')
    .replace(/aem/g, 'em')
    .replace(/oedem/g, 'edem')
    .replace(/oesoph/g, 'esoph')
    .replace(/rrhoe/g, 'rrhe')
    .replace(/ischae/g, 'ische')
    .replace(/paed/g, 'ped')
    .replace(/anae/g, 'ane')
    .replace(/tumour/g, 'tumor')
    .replace(/isation/g, 'ization')
    .replace(/\s+/g, ' ')
    .trim();

/** The three-letter pieces of a normalised text, for comparing spellings. */
export const trigrams = (text: string): ReadonlySet<string> => {
  const padded = `  ${text} `;
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) grams.add(padded.slice(i, i + 3));
  return grams;
};

/** Share of pieces that two texts have in common (Dice), 0 to 1. */
export function similarity(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  let common = 0;
  for (const gram of first) if (second.has(gram)) common++;
  return (2 * common) / (first.size + second.size);
}
