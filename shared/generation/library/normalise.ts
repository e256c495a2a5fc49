/** Text for comparing names: no accents, no case, no punctuation, British and American spellings alike. */
export const normalise = (text: string): string => {
  const plain = withoutAccents(text)
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/\.(?!\d)/g, ' ');
  return (british.test(plain) ? american(plain) : plain).replace(/\s+/g, ' ').trim();
};

// Names by the thousand are compared at the first case, and hardly any needs either of these.
const withoutAccents = (text: string): string => (ascii.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, ''));
const ascii = /^[\0-\x7f]*$/;
const british = /ae|oe|tumour|isation/;

const american = (text: string): string =>
  text
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
    .replace(/isation/g, 'ization');

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
