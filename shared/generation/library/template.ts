/**
 * The small language of the packs' sentences: `{a|b|c}` picks one, `{60-75}` and `{3.1-4.8}` draw a number with as many
 * decimals as written, `{he}`, `{name}`, `{duration}` and the like stand for the patient. A slot may stand inside a choice.
 */

export type Random = () => number;

/** Every word that a sentence may ask for; a capital first letter gives the word with a capital. */
export const wordNames = [
  'he',
  'him',
  'his',
  'himself',
  'man',
  'name',
  'age',
  'duration',
  'side',
  'otherside',
  'hr',
  'sbp',
  'dbp',
  'rr',
  'temp',
  'spo2',
  'glucose',
] as const;
export type Words = Record<(typeof wordNames)[number], string>;

const deepest = 3;
const slot = /\{([^{}]*)\}/g;
const numberRange = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/;

export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

function drawNumber(low: string, high: string, random: Random): string {
  const decimals = Math.max(...[low, high].map((text) => text.split('.')[1]?.length ?? 0));
  const value = Number(low) + random() * (Number(high) - Number(low));
  return value.toFixed(decimals);
}

function fill(content: string, words: Words, random: Random): string {
  const range = numberRange.exec(content);
  if (range?.[1] && range[2]) return drawNumber(range[1], range[2], random);
  if (content.includes('|')) {
    const choices = content.split('|');
    return choices[Math.floor(random() * choices.length)] ?? '';
  }
  const key = content.charAt(0).toLowerCase() + content.slice(1);
  const word = (words as Record<string, string | undefined>)[key];
  if (word === undefined) throw new TemplateError(`unknown word {${content}}`);
  return key === content ? word : word.charAt(0).toUpperCase() + word.slice(1);
}

/** Fills every slot of one sentence, inner ones first. Throws TemplateError for a word that is not in `wordNames`. */
export function render(template: string, words: Words, random: Random): string {
  let text = template;
  for (let depth = 0; depth < deepest && text.includes('{'); depth++) {
    text = text.replace(slot, (_, content: string) => fill(content, words, random));
  }
  if (/[{}]/.test(text)) throw new TemplateError(`unbalanced braces in: ${template}`);
  return text;
}
