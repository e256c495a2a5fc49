import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../../shared/cases/case.ts';
import { loadFonts } from '../../../shared/exports/osce/fonts.ts';
import { packAsPdf, writeSheet } from '../../../shared/exports/osce/pack.ts';
import { printableBy } from '../../../shared/exports/osce/printable.ts';
import { sheetNames } from '../../../shared/exports/osce/sheet.ts';
import { authorOnly, planted, word } from '../../helpers/planted-words.ts';
import { pagesOf, popplerMissing, squeezed } from '../../helpers/programs.ts';
import { caseRecord } from '../../helpers/record.ts';
import { libraryCases } from '../library-cases.ts';
import { rowsOf } from './rows.ts';

const saved = new Date('2026-01-01T00:00:00Z');
const { normal } = await loadFonts();
const print = printableBy(normal);
const withText = (presentation: string): CaseRecord => ({ ...caseRecord(), presentation });

describe('what the typeface has', () => {
  test.each([
    '≥ ≤ − ± × ÷ ° µ μ ½ ² ³ ⁹ ₂ → ↑ ↓ … – — “ ” ‘ ’ „ « » • · ™ € £',
    'Ménière Guillain-Barré Sjögren Kleihauer–Betke Ångström naïve façade',
    'Łukasz Dvořák Şahin Nguyễn Thị Hồng Ødegård Þórður Ğ İ ı ß Œ',
    'αβγδ ΑΒΓΔ Ελληνικά ά',
    'Кириллица Українська Български ё Ї',
    'Հայերեն ქართული',
  ])('is printed as it is: %s', (text) => {
    const sheet = writeSheet['door-chart'](withText(text));
    expect(print(sheet)).toEqual(sheet);
  });

  test.each([
    ['田中', '[U+7530][U+4E2D]', 'Chinese or Japanese characters'],
    ['ひ', '[U+3072]', 'Japanese kana'],
    ['한', '[U+D55C]', 'Korean'],
    ['हि', '[U+0939][U+093F]', 'Devanagari'],
    ['ไ', '[U+0E44]', 'Thai'],
    ['🩺', '[U+1FA7A]', 'pictograms'],
  ])('and what it lacks, %s, is printed as %s and said at the head', (text, code, script) => {
    const { blocks } = print(writeSheet['door-chart'](withText(`Before ${text} after`)));
    expect(blocks[0]).toMatchObject({ kind: 'text', tone: 'note' });
    expect(JSON.stringify(blocks[0])).toContain(script);
    expect(JSON.stringify(blocks.slice(1))).toContain(`Before ${code} after`);
  });

  test('a script from right to left is said too; what is invisible is left out', () => {
    const { blocks } = print(writeSheet['door-chart'](withText('שלום עולם')));
    expect(JSON.stringify(blocks[0])).toContain('right to left');
    expect(JSON.stringify(print(writeSheet['door-chart'](withText('sub\u00adarach\u200bnoid\u0007\ufe0f'))))).toContain(
      '"subarachnoid"',
    );
  });
});

describe('the PDF of the pack', () => {
  test('is the same for the same case', async () => {
    const [one, other] = await Promise.all([
      packAsPdf(caseRecord(), ['door-chart'], saved),
      packAsPdf(caseRecord(), ['door-chart'], saved),
    ]);
    expect(Buffer.compare(one, other)).toBe(0);
    expect(Buffer.from(one).toString('latin1', 0, 5)).toBe('%PDF-');
  });

  test.skipIf(popplerMissing)(`embeds its fonts${popplerMissing ? `: skipped, ${popplerMissing}` : ''}`, async () => {
    const pdf = await packAsPdf(caseRecord(), sheetNames, saved);
    const fonts = execFileSync('pdffonts', ['-'], { input: pdf }).toString().trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of fonts) expect(font).toMatch(/DejaVuSansCondensed.*CID TrueType.*\byes yes yes\b/);
  });

  test.skipIf(popplerMissing).each(libraryCases(3))('holds every row of $name whole on one page', async ({ record }) => {
    for (const name of sheetNames) {
      const pages = pagesOf(await packAsPdf(record, [name], saved));
      for (const row of rowsOf(name, record))
        expect(
          pages.some((page) => row.every((text) => page.includes(squeezed(text)))),
          `${name}: ${row[0]}`,
        ).toBe(true);
    }
  });

  test.skipIf(popplerMissing)('loses nothing of a row that is longer than a page, nor of a word without end', async () => {
    const record = structuredClone(caseRecord());
    const words = Array.from({ length: 900 }, (_, i) => `word${i}`);
    for (const finding of record.findings) {
      if (finding.id === 't1' && finding.category === 'diagnostic_workup') finding.result = words.join(' ');
      if (finding.id === 'h1' && finding.category === 'history') finding.expectedAnswer = `begin${'abcdefghij'.repeat(60)}end`;
    }
    const text = pagesOf(await packAsPdf(record, ['examiner-checklist'], saved)).join('');
    for (const one of words) expect(text).toContain(one);
    expect(text).toMatch(/begin(abcdefghij){60}end/);
  });

  test.skipIf(popplerMissing)('shows learner and patient-actor nothing of what only the author sees', async () => {
    const record = structuredClone(caseRecord());
    for (const [i, [, plant]] of authorOnly.entries()) plant(record, word(i));
    for (const name of ['door-chart', 'patient-actor'] as const) {
      const pdf = await packAsPdf(record, [name], saved);
      expect(pagesOf(pdf).join('')).not.toMatch(planted);
      expect(execFileSync('pdfinfo', ['-'], { input: pdf }).toString()).not.toMatch(planted);
    }
    expect(pagesOf(await packAsPdf(record, ['answer-key'], saved)).join('')).toMatch(planted);
  });
});
