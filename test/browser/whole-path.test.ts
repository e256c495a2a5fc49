import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, launch } from './chromium.ts';
import { type Product, startProduct } from './product.ts';
import { fillSignIn, generate, leaveField, saveState, titleField, type Visit, visit } from './visit.ts';

describe.skipIf(browserMissing)(`an educator's way (${browserMissing ?? 'in Chromium'})`, () => {
  let product: Product;
  let browser: Browser;
  let tab: Visit;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    tab = await visit(browser, product);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  test('a wrong password is refused in words, and the right one lets in', async () => {
    const { page } = tab;
    await page.goto(product.siteUrl);
    await fillSignIn(page, 'wrong');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('The user name or the password is wrong.');
    await fillSignIn(page);
    await page.getByRole('heading', { name: 'New case' }).waitFor();
  });

  test('generates, edits and mends what an audit says', async () => {
    const { page } = tab;
    await generate(page);
    await page.getByRole('link', { name: 'Likelihoods' }).click();
    await page.getByRole('grid').waitFor();
    await page.getByRole('link', { name: 'Case details' }).click();
    const answer = page.getByLabel('Result').first();
    await answer.fill('');
    await answer.blur();
    const blocking = page.locator('li[data-severity="blocking"]');
    await expect.poll(() => blocking.count()).toBe(1);
    await blocking.getByRole('button', { name: 'Go there' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-pointer'))).toMatch(/result$/);
    await page.keyboard.type('2 mm of ST elevation in II, III and aVF');
    await expect.poll(() => blocking.count()).toBe(0);
    const repair = page.getByRole('button', { name: /^Remove “|^Bring them/ }).first();
    if ((await repair.count()) > 0) {
      const before = await page.locator('li[data-severity]').count();
      await repair.click();
      await expect.poll(() => page.locator('li[data-severity]').count()).toBeLessThan(before);
    }
    await expect.poll(() => saveState(page).textContent()).toContain('Saved');
  });

  test('finalizes it, edits it again as version 2, and shows what changed', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Finalize' }).click();
    await page.waitForURL(/#\/case\/1\//);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.waitForURL(/#\/edit\//);
    await titleField(page).fill('Pressure since breakfast');
    await leaveField(page);
    await expect.poll(() => saveState(page).textContent()).toContain('Saved');
    await page.getByRole('link', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Finalize' }).click();
    await page.waitForURL(/#\/case\/1\//);
    await expect.poll(() => page.getByText('version 2').first().textContent()).toContain('Case 1, version 2');
    await page.getByRole('link', { name: 'Versions' }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('From version 1 to 2').waitFor();
    await expect.poll(() => page.getByText(/Title changed from .* to Pressure since breakfast/).count()).toBe(1);
  });

  test('exports: the preview is the file, byte for byte', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Preview: LR matrix (CSV)' }).click();
    await expect.poll(() => page.locator('dialog pre').textContent()).toContain('Feature,');
    const shown = await page.locator('dialog pre').textContent();
    await page.getByRole('button', { name: 'Close' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download: LR matrix (CSV)' }).click();
    const stream = await (await download).createReadStream();
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece as Buffer);
    expect(Buffer.concat(pieces).toString('utf8')).toBe(shown);
  });

  test('previews a paper as it is exported, in its own style', async () => {
    const { page } = tab;
    await page.getByRole('button', { name: 'Preview: Door chart (page)' }).click();
    const paper = page.frameLocator('dialog iframe');
    await paper.getByText('Pressure since breakfast').first().waitFor();
    expect(await paper.locator('body').textContent()).not.toMatch(/STEMI|infarction/i);
    expect(await paper.locator('body').evaluate((body) => getComputedStyle(body).fontFamily)).not.toMatch(/^"?Times/);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('practises it: nothing of the author’s arrives before the end', async () => {
    const { page } = tab;
    const texts: string[] = [];
    page.on('response', (reply) => {
      if (reply.url().includes('/practice')) void reply.text().then((text) => texts.push(text));
    });
    await page.getByRole('link', { name: 'Practise' }).click();
    await page.getByRole('heading', { name: 'Ask, examine, order' }).waitFor();
    await page.locator('[role=tabpanel]:visible button').first().click();
    await page.getByRole('slider').first().fill('60');
    expect(texts.join('\n')).not.toMatch(/STEMI|myocardial infarction/i);
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Show me' }).click();
    await page.getByText('Inferior STEMI').waitFor();
    await page.getByText('Brier score', { exact: true }).waitFor();
  });

  test('a reload signs out, and the address still leads to the case', async () => {
    const { page } = tab;
    await page.reload();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await fillSignIn(page);
    await page.getByText('Inferior STEMI').waitFor();
    await page.goto(`${product.siteUrl}/#/cases`);
    await page.getByRole('link', { name: 'Pressure since breakfast' }).waitFor();
  });

  test('retires it and brings it back', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'Pressure since breakfast' }).click();
    await page.getByRole('button', { name: 'Retire' }).click();
    await page.getByText('Retired: the lists do not show it any more.').waitFor();
    await page.goto(`${product.siteUrl}/#/cases`);
    await page.getByLabel('Retired ones').check();
    await page.getByRole('button', { name: 'Bring back: Pressure since breakfast' }).click();
    await page.getByText('No case is retired.').waitFor();
    await page.getByLabel('Retired ones').uncheck();
    await page.getByRole('link', { name: 'Pressure since breakfast' }).waitFor();
  });

  test('imports the case file that it exports, and says of another why not', async () => {
    const { page } = tab;
    const file = (text: string) => ({ name: 'case.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.locator('input[type=file]').setInputFiles(file('no JSON'));
    await page.getByText('“case.json” is not JSON').waitFor();
    await page.locator('input[type=file]').setInputFiles(file('{"format": "medical-case", "version": 1, "case": {}}'));
    await page
      .getByText(/^case\./)
      .first()
      .waitFor();
    const exported = JSON.stringify(await product.ask('/case/1/export/case-json'));
    await page.locator('input[type=file]').setInputFiles(file(exported));
    await page.waitForURL(/#\/edit\//);
    await expect.poll(() => titleField(page).inputValue()).toBe('Pressure since breakfast');
  });

  test('did nothing that its policy forbids, asked no stranger, raised no error', () => {
    expect(tab.complaints).toEqual([]);
  });
});
