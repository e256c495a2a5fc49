import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, launch } from './chromium.ts';
import { matrixDialog, matrixOf, withCells } from './matrix-dialog.ts';
import { type Product, startProduct } from './product.ts';
import { generate, signIn, visit } from './visit.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tabs = ['details', 'framework', 'likelihoods', 'reasoning', 'export', 'finish'].map((tab) => `#/edit/{draft}/${tab}`);
const parts = ['read', 'reasoning', 'versions', 'export'].map((part) => `#/case/1/${part}`);
const places = ['#/generate', ...tabs, '#/cases', ...parts, '#/practice', '#/practice/1'];

const looks = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 1440 },
  { scheme: 'light', width: 360 },
  { scheme: 'dark', width: 360 },
] as const;

describe.skipIf(browserMissing)(`every page (${browserMissing ?? 'in Chromium'})`, () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    await product.ask('/generate-case', { description: 'A teacher of 40 with headache', primary_diagnosis: 'migraine', seed: 1 });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  test.each(looks)(
    'axe finds nothing, and nothing is cut off: $scheme, $width px',
    async ({ scheme, width }) => {
      const tab = await visit(browser, product, { colorScheme: scheme, viewport: { width, height: 900 } });
      const { page } = tab;
      const found: string[] = [];
      const look = async (name: string) => {
        await drawn(page);
        found.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) found.push(`${name}: ${over} px too wide`);
      };
      await page.goto(product.siteUrl);
      await page.getByLabel('User name').waitFor();
      await look('sign-in');
      await signIn(page, product);
      const draft = await generate(page);
      for (const place of places) {
        await page.goto(`${product.siteUrl}/${place.replace('{draft}', draft)}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await look(place);
      }
      await page.goto(`${product.siteUrl}/#/edit/${draft}/framework`);
      await page
        .getByRole('button', { name: /^Change / })
        .first()
        .click();
      await look('dialog');
      await page.goto(`${product.siteUrl}/#/edit/${draft}/details`);
      await page.getByRole('button', { name: 'Lock: title' }).click();
      await page.getByRole('button', { name: 'Write anew: presentation' }).click();
      await page.getByRole('button', { name: 'Write it anew' }).click();
      await page.getByText(/^What changed:|^It came back the same/).waitFor();
      await look('written anew');
      await page.keyboard.press('Escape');
      await page.goto(`${product.siteUrl}/#/edit/${draft}/likelihoods`);
      const dialog = matrixDialog(() => tab);
      await dialog.open();
      await look('import of a matrix');
      await dialog.choose('Feature,Zanzibar\r\nwings,high\r\n');
      await dialog.send();
      await page.getByText(/row 1, column 2: "Zanzibar" is no bucket/).waitFor();
      await look('import refused');
      await dialog.choose(withCells(await matrixOf(product, draft), 1, () => '1.50'));
      await dialog.send();
      await page.getByText('Imported', { exact: true }).waitFor();
      await look('imported');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'History', exact: true }).click();
      await page.getByText(/: written anew/).waitFor();
      await look('history');
      await tab.close();
      expect(found).toEqual([]);
      expect(tab.complaints).toEqual([]);
    },
    240_000,
  );

  test('the keyboard reaches every control, and leaves each again', async () => {
    const tab = await visit(browser, product);
    const { page } = tab;
    await signIn(page, product);
    const draft = await generate(page);
    for (const place of places) {
      await page.goto(`${product.siteUrl}/${place.replace('{draft}', draft)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await drawn(page);
      const unreached = await walk(page);
      expect(unreached, place).toEqual([]);
    }
    await tab.close();
  }, 240_000);

  test('at 200 % zoom (720 px for 1440) everything is still there, and reduced motion is kept', async () => {
    const tab = await visit(browser, product, { viewport: { width: 720, height: 450 }, reducedMotion: 'reduce' });
    await signIn(tab.page, product);
    await generate(tab.page);
    expect(await tab.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(
      await tab.page.evaluate(() =>
        [...document.querySelectorAll('*')].every(
          (element) => Number.parseFloat(getComputedStyle(element).transitionDuration) === 0,
        ),
      ),
    ).toBe(true);
    await tab.close();
  });
});

/** Parts of a page are fetched when they are first shown. */
async function drawn(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect.poll(() => page.getByText(/^(Loading|Opening|Looking|Reckoning).* …$/).count()).toBe(0);
  await page.waitForTimeout(400);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Axe = { run: (where: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { run } = (window as unknown as { axe: Axe }).axe;
    return (await run(document)).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 160)}`);
  });
}

/** Presses Tab through the whole page; answers with the controls that never had the focus. */
async function walk(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    const seen = new Set<Element>();
    Object.assign(window, { seen });
    document.addEventListener('focusin', ({ target }) => seen.add(target as Element));
  });
  const most = 900;
  // It begins at the heading, which took the focus, so the end of the page comes twice: in the middle and at the end.
  let ends = 0;
  for (let i = 0; i < most && ends < 2; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement === document.body)) ends++;
  }
  return page.evaluate(() => {
    const { seen } = window as unknown as { seen: Set<Element> };
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]',
    );
    const radios = (element: HTMLElement): boolean =>
      element instanceof HTMLInputElement && element.type === 'radio' && !element.checked;
    return [...controls]
      .filter((element) => element.tabIndex >= 0 && element.checkVisibility() && !radios(element) && !seen.has(element))
      .map((element) => element.outerHTML.slice(0, 160));
  });
}
