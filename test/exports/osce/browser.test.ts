import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packAsHtml } from '../../../shared/exports/osce/pack.ts';
import { type SheetName, sheetNames } from '../../../shared/exports/osce/sheet.ts';
import { chromium, chromiumMissing, pagesOf, popplerMissing, squeezed } from '../../helpers/programs.ts';
import { libraryCases } from '../library-cases.ts';
import { rowsOf } from './rows.ts';

type AxeResult = { violations: { id: string; help: string; nodes: { html: string }[] }[]; passes: { id: string }[] };
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const cases = libraryCases(2);
const why = chromiumMissing ? ` (skipped: ${chromiumMissing})` : '';

describe.skipIf(chromiumMissing)(`the HTML of the pack in a browser${why}`, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const { chromium: launcher } = await import('playwright-core');
    browser = await launcher.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
  });
  afterAll(async () => browser?.close());
  const open = async (record: (typeof cases)[number]['record'], names: readonly SheetName[]): Promise<void> =>
    page.setContent(await packAsHtml(record, names));

  test.each([...sheetNames.map((name) => [name, [name]] as const), ['the pack', sheetNames] as const])(
    '%s has no violation of accessibility',
    async (_, names) => {
      for (const { record } of cases) {
        await open(record, names);
        // The file's own policy forbids scripts; the scanner comes in through the debugger.
        const { violations, passes } = (await page.evaluate(
          `${axeSource}; axe.run(document, { resultTypes: ['violations'] })`,
        )) as AxeResult;
        expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`)).toEqual([]);
        expect(passes.length).toBeGreaterThan(20);
      }
    },
  );

  test.each([
    ['screen', 1280],
    ['screen', 375],
    ['print', 665],
  ] as const)('nothing is wider than its place, on %s of %d pixels', async (media, width) => {
    await page.emulateMedia({ media });
    await page.setViewportSize({ width, height: 900 });
    for (const { record } of cases) {
      await open(record, sheetNames);
      const wide = await page.evaluate(`[...document.querySelectorAll('main *')]
        .filter((e) => !['CAPTION', 'COL', 'COLGROUP', 'INPUT'].includes(e.tagName) && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && e.clientWidth > 0)
        .map((e) => e.outerHTML.slice(0, 120))`);
      expect(wide).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    await page.emulateMedia({ media: 'screen' });
  });

  test.skipIf(popplerMissing)('printed, every row stands whole on one page and every paper begins a new one', async () => {
    for (const { name, record } of cases) {
      await open(record, sheetNames);
      const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
      for (const paper of sheetNames)
        for (const row of rowsOf(paper, record))
          expect(
            pages.some((text) => row.every((part) => text.includes(squeezed(part)))),
            `${name}, ${paper}: ${row[0]}`,
          ).toBe(true);
      for (const reader of ['Forthecandidate', 'Forthesimulatedpatient', 'Fortheexaminer', 'Forfaculty']) {
        const first = pages.filter((text) => text.includes(reader));
        expect(first).toHaveLength(1);
        expect(first[0]?.indexOf(reader)).toBeLessThan(60);
      }
    }
  });

  test('a box can be ticked, and its name is said', async () => {
    const [first] = cases;
    if (!first) throw new Error('no case');
    await open(first.record, ['examiner-checklist']);
    const box = page.getByRole('checkbox', { name: 'Clear pass' });
    await box.check();
    expect(await box.isChecked()).toBe(true);
  });
});
