import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';
import { browserMissing, launch } from './chromium.ts';
import { matrixDialog, matrixOf, withCells } from './matrix-dialog.ts';
import { type Product, startProduct } from './product.ts';
import { draftId, generate, saveState, signIn, titleField, type Visit, visit } from './visit.ts';

const missing = browserMissing ?? redisMissing;

describe.skipIf(missing)(`an LR matrix comes back while something is out (${missing ?? 'in Chromium'})`, () => {
  let redis: RedisServer;
  let product: Product;
  let browser: Browser;
  let tab: Visit;
  let csv: string;
  const dialog = matrixDialog(() => tab);
  beforeAll(async () => {
    redis = new RedisServer(await freePort());
    await redis.start();
    [product, browser] = await Promise.all([startProduct({ REDIS_URL: redis.url }), launch()]);
    tab = await visit(browser, product);
    await signIn(tab.page, product);
    csv = await matrixOf(product, await generate(tab.page));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.close();
    await redis?.dispose();
  });

  const onServer = () => product.ask(`/session/${draftId(tab.page)}`);

  test('the session store dies: it is said, and once it is back the import goes on, after an edit made meanwhile', async () => {
    const { page } = tab;
    await redis.kill();
    await page.getByRole('link', { name: 'Case details' }).click();
    await titleField(page).fill('Typed while it was away');
    await page.getByRole('link', { name: 'Likelihoods' }).click();
    await dialog.open();
    await dialog.choose(withCells(csv, 2, () => '3.00'));
    await dialog.send();
    await dialog.shown().getByText('An import needs the server').waitFor();
    await redis.start();
    await expect.poll(() => product.ask('/health')).toMatchObject({ status: 'healthy' });
    await dialog.send();
    await dialog
      .shown()
      .getByText(/3\.00 in the file/)
      .first()
      .waitFor({ timeout: 30_000 });
    await dialog.close();
    expect(await onServer()).toMatchObject({ title: 'Typed while it was away' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Redo' }).isEnabled()).toBe(true);
  });

  test('the network is gone: it is said in words, and the file can be sent again', async () => {
    const { page } = tab;
    await dialog.open();
    await dialog.choose(csv);
    await page.context().setOffline(true);
    await dialog.send();
    await dialog.shown().getByText('The server cannot be reached.').waitFor();
    expect(await dialog.shown().getByRole('alert').textContent()).toContain('An import needs the server');
    await page.context().setOffline(false);
    await dialog.send();
    await dialog.shown().getByText('The numbers of the file are those of the draft.').waitFor();
    await dialog.close();
  });

  test('the session expires over the spreadsheet: the draft is put back, and the import goes on', async () => {
    const { page } = tab;
    const before = draftId(page);
    execFileSync('redis-cli', ['-p', `${redis.port}`, 'flushall']);
    await dialog.open();
    await dialog.choose(withCells(csv, 2, () => '3.00'));
    await dialog.send();
    await dialog
      .shown()
      .getByText(/3\.00 in the file/)
      .first()
      .waitFor();
    await dialog.close();
    expect(draftId(page)).not.toBe(before);
    expect(await onServer()).toMatchObject({ title: 'Typed while it was away', version: 2 });
    await expect.poll(() => saveState(page).textContent()).toContain('Saved');
  });

  test('no error was raised meanwhile', () => {
    expect(tab.complaints).toEqual([]);
  });
});
