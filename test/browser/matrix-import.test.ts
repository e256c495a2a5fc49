import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, launch } from './chromium.ts';
import { matrixDialog, matrixName, withCells } from './matrix-dialog.ts';
import { type Product, startProduct } from './product.ts';
import { draftId, generate, signIn, titleField, type Visit, visit } from './visit.ts';

type Body = {
  readonly version: number;
  readonly title: string;
  readonly feature_likelihood_ratios: readonly {
    readonly diagnostic_bucket: string;
    readonly feature_name: string;
    readonly tier_level: number;
    readonly likelihood_ratio: number;
  }[];
};

describe.skipIf(browserMissing)(`an LR matrix that was changed in a spreadsheet (${browserMissing ?? 'in Chromium'})`, () => {
  let product: Product;
  let browser: Browser;
  let tab: Visit;
  let csv: string;
  const dialog = matrixDialog(() => tab);
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    tab = await visit(browser, product);
    await signIn(tab.page, product);
    await generate(tab.page);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  const onServer = async () => (await product.ask(`/session/${draftId(tab.page)}`)) as Body;

  test('is exported with a name that tells its tier', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download: LR matrix (CSV)' }).click();
    const file = await download;
    const pieces: Buffer[] = [];
    for await (const piece of await file.createReadStream()) pieces.push(piece as Buffer);
    csv = Buffer.concat(pieces).toString('utf8');
    expect(file.suggestedFilename()).toBe(matrixName);
    expect(csv).toMatch(/^Feature,/);
  });

  test('as it was exported, it changes nothing', async () => {
    const before = await onServer();
    await dialog.open();
    await dialog.choose(csv);
    expect(await dialog.shown().getByLabel('Tier of the file').inputValue()).toBe('2');
    await dialog.send();
    await dialog.shown().getByText('The numbers of the file are those of the draft.').waitFor();
    await dialog.close();
    expect(await onServer()).toEqual(before);
  });

  test('one changed cell is one edit, after what was typed a moment before; undo takes it back and leaves that', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'Case details' }).click();
    await titleField(page).fill('Typed just before');
    await page.getByRole('link', { name: 'Likelihoods' }).click();
    await page.getByText('Tier 2', { exact: true }).click();
    const before = await onServer();
    const feature =
      csv
        .split('\r\n')[1]
        ?.split(',')[0]
        ?.replace(/^[^:]+: /, '')
        .replace(/ \(absent\)$/, '') ?? '';
    const [, bucket = ''] = csv.split('\r\n')[0]?.split(',') ?? [];
    const isIt = (one: Body['feature_likelihood_ratios'][number]) =>
      one.tier_level === 2 && one.diagnostic_bucket === bucket && one.feature_name.toLowerCase() === feature;
    const old = before.feature_likelihood_ratios.find(isIt)?.likelihood_ratio ?? Number.NaN;
    const wanted = (old * 1.1).toFixed(2);
    const row = page.getByRole('row').filter({ hasText: new RegExp(feature, 'i') });
    const shown = () => row.getByRole('gridcell').first().textContent();
    const shownBefore = await shown();

    await dialog.open();
    await dialog.choose(withCells(csv, 1, (cell, column) => (column === 1 ? wanted : cell)));
    await dialog.send();
    await dialog.shown().getByText('Imported', { exact: true }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Close');
    expect(await dialog.shown().getByRole('status').textContent()).toMatch(/(LR of|P\().* → /i);
    await dialog.close();
    const after = await onServer();
    expect(after.title).toBe('Typed just before');
    expect(after.feature_likelihood_ratios.find(isIt)?.likelihood_ratio).toBeCloseTo(Number(wanted), 6);
    expect(Number.parseFloat((await shown()) ?? '')).toBeCloseTo(Number(wanted), 1);
    expect(await shown()).not.toBe(shownBefore);

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(shown).toBe(shownBefore);
    const undone = await onServer();
    expect(undone.feature_likelihood_ratios).toEqual(before.feature_likelihood_ratios);
    expect(undone.title).toBe('Typed just before');
  });

  test('a row that contradicts itself is fitted, and what moved is told', async () => {
    const { page } = tab;
    await dialog.open();
    await dialog.choose(csv, 'case_draft_lr_matrix_tier_3.csv');
    await expect.poll(() => dialog.shown().getByLabel('Tier of the file').inputValue()).toBe('3');
    await dialog.choose(
      withCells(csv, 2, () => '3.00'),
      'my own name.csv',
    );
    await dialog.shown().getByText('The name of the file does not say it').waitFor();
    expect(await dialog.shown().getByLabel('Tier of the file').inputValue()).toBe('2');
    await dialog.send();
    await dialog
      .shown()
      .getByText(/: 3\.00 in the file, \d+\.\d\d here$/)
      .first()
      .waitFor();
    await dialog.close();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Redo' }).isEnabled()).toBe(true);
  });

  const wrong: [string, () => [string, string?], RegExp][] = [
    [
      'a word in a cell',
      () => [withCells(csv, 2, (cell, column) => (column === 2 ? 'high' : cell))],
      /row 3, column 3: "high".*is not a number above 0/,
    ],
    ['an impossible LR', () => [withCells(csv, 2, (cell, column) => (column === 1 ? '900000' : cell))], /row 3, column 2: /],
    [
      'another tier',
      () => [csv, 'case_1_lr_matrix_tier_3.csv'],
      /not those of tier 3 of this draft.*row 1, column 2: .* is no bucket of tier 3/,
    ],
    [
      'another case',
      () => ['Feature,Zanzibar,Elsewhere\r\nPatient Has: wings,2.00,0.50\r\n'],
      /of another case.*"Zanzibar" is no bucket of tier 2/,
    ],
    ['nothing in it', () => [''], /“case_draft_lr_matrix_tier_2.csv” is empty/],
    ['JSON in it', () => ['{"format": "medical-case"}', 'case.json'], /is JSON\. Case files are imported on the page “Cases”/],
    ['more than 2 MB', () => ['x'.repeat(2 * 1024 * 1024 + 1)], /is larger than 2 MB/],
  ];
  test.each(wrong)('with %s is refused in words, and nothing changes', async (_, file, words) => {
    const before = await onServer();
    await dialog.open();
    await dialog.choose(...file());
    const importing = dialog.shown().getByRole('button', { name: 'Import', exact: true });
    await expect.poll(async () => (await importing.count()) + (await dialog.shown().getByRole('alert').count())).toBe(1);
    if ((await importing.count()) > 0) await importing.click();
    await expect.poll(() => dialog.shown().getByRole('alert').textContent()).toMatch(words);
    await dialog.close();
    expect(await onServer()).toEqual(before);
  });

  test('is told where it belongs on the page of the cases', async () => {
    const { page } = tab;
    await page.goto(`${product.siteUrl}/#/cases`);
    await page.locator('input[type=file]').setInputFiles({ name: matrixName, mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page
      .getByText(/is a table, not a case file.*open the draft, and import the file on “Likelihoods” or “Export”/)
      .waitFor();
  });

  test('did nothing that the policy forbids, asked no stranger, raised no error', () => {
    expect(tab.complaints).toEqual([]);
  });
});
