import type { Words } from './template.ts';

/**
 * Reads a case backwards: whether a sentence of the packs stands in a text, and what was put into its slots. A case that an
 * author has edited does not say any more how it was drawn.
 */

const slots: Readonly<Partial<Record<keyof Words, string>>> = {
  he: '(?:he|she)',
  him: '(?:him|her)',
  his: '(?:his|her)',
  himself: '(?:himself|herself)',
  man: '(?:man|woman|boy|girl)',
  name: "(?:M(?:r|rs|s) )?[\\p{L}'’-]{1,40}",
  age: '[\\w-]{1,12}',
  duration: '[^.!?]{3,40}?',
  side: '(?:left|right)',
  otherside: '(?:left|right)',
};
/** Vital signs, and numbers that a sentence draws. */
const number = '[\\d.]{0,8}';

const escaped = (text: string): string => text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
/** Stands for a slot that has been read already: inner slots are read before the choice that they stand in. */
const mark = (index: number): string => String.fromCharCode(0xe000 + index);

function slotPattern(content: string, wanted: keyof Words | undefined): string {
  if (content.includes('|')) return `(?:${content.split('|').map(escaped).join('|')})`;
  const word = content.charAt(0).toLowerCase() + content.slice(1);
  const pattern = slots[word as keyof Words] ?? number;
  return word === wanted ? `(${pattern})` : pattern;
}

/** What a sentence of a pack looks like once it is said; the slot that is asked for is captured. */
export function patternOf(template: string, wanted?: keyof Words): RegExp {
  const read: string[] = [];
  let text = template;
  while (/\{[^{}]*\}/.test(text))
    text = text.replace(/\{([^{}]*)\}/g, (_, content: string) => mark(read.push(slotPattern(content, wanted)) - 1));
  let pattern = escaped(text);
  for (let i = read.length - 1; i >= 0; i--) pattern = pattern.replaceAll(mark(i), read[i] ?? '');
  return new RegExp(pattern, 'iu');
}

/** Longer texts are an author's own, and not searched to their end. */
const longest = 4_000;

export const isSaidIn = (template: string, text: string): boolean => patternOf(template).test(text.slice(0, longest));

/** What stands in a slot of the first of these sentences that the text has. */
export function toldIn(text: string, templates: readonly string[], slot: keyof Words): string | undefined {
  for (const template of templates) {
    if (!new RegExp(`\\{${slot}\\}`, 'i').test(template)) continue;
    const found = patternOf(template, slot).exec(text.slice(0, longest));
    const told = found?.slice(1).find((value) => value !== undefined);
    if (told !== undefined) return told;
  }
  return undefined;
}
