import { coverageOf } from './font-coverage.ts';
import type { Block, Cell, Sheet } from './sheet.ts';

/**
 * Texts as the PDF's typeface can print them. It has Latin, Greek, Cyrillic, Armenian, Georgian and the signs of medicine;
 * for other scripts it would draw empty boxes. Such a character is printed as its code, [U+7530], and the paper says so at
 * its head: whoever needs it whole prints the HTML, for which a browser finds a typeface.
 */
export function printableBy(font: Buffer): (sheet: Sheet) => Sheet {
  const covers = coverageOf(font);
  return (sheet) => {
    const missing = new Set<string>();
    let turned = false;
    const print = (text: string): string =>
      [...clean(text)]
        .map((character) => {
          if (rightToLeft.test(character)) turned = true;
          const code = character.codePointAt(0) ?? 0;
          if (covers(code) || /\s/.test(character)) return character;
          missing.add(character);
          return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
        })
        .join('');
    const blocks = sheet.blocks.map((block) => inBlock(block, print));
    const title = print(sheet.title);
    const notes = [...(missing.size > 0 ? [missingNote(missing)] : []), ...(turned ? [turnedNote] : [])];
    return {
      ...sheet,
      title,
      blocks: [...notes.map((text) => ({ kind: 'text' as const, tone: 'note' as const, text })), ...blocks],
    };
  };
}

/** Composed, without what is invisible anyway (soft hyphens, joiners, marks of direction), and without controls. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}|(?!\n)\p{Cc}/gu, '');

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const scripts = [
  ['Chinese or Japanese characters', /\p{Script=Han}/u],
  ['Japanese kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Korean', /\p{Script=Hangul}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Bengali', /\p{Script=Bengali}/u],
  ['Tamil', /\p{Script=Tamil}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['pictograms', /\p{Extended_Pictographic}/u],
] as const;

function missingNote(missing: ReadonlySet<string>): string {
  const names = new Set(
    [...missing].map((character) => scripts.find(([, script]) => script.test(character))?.[0] ?? 'some signs'),
  );
  return `The typeface of this PDF lacks ${[...names].join(', ')}. Each such character is printed as its code, like [U+${codeOf([...missing][0])}]. The HTML file of this paper shows them as they are.`;
}
const turnedNote =
  'Words of a script that runs from right to left stand in this PDF in the order from left to right. The HTML file of this paper shows them as they are read.';

const codeOf = (character = ''): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

type Print = (text: string) => string;
const pairs = (items: readonly (readonly [string, string])[], print: Print) =>
  items.map(([name, value]) => [print(name), print(value)] as const);

function inBlock(block: Block, print: Print): Block {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return { ...block, text: print(block.text) };
    case 'facts':
    case 'readings':
      return { ...block, items: pairs(block.items, print) };
    case 'list':
    case 'blanks':
      return { ...block, items: block.items.map(print) };
    case 'table':
      return {
        ...block,
        columns: block.columns.map((column) => ({ ...column, heading: print(column.heading) })),
        rows: block.rows.map((row) => row.map((one) => inCell(one, print))),
      };
  }
}

const inCell = (one: Cell, print: Print): Cell => ({
  ...one,
  text: print(one.text),
  ...(one.detail === undefined ? {} : { detail: print(one.detail) }),
});
