import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';
import { clinicalAnswers } from '../simulator/clinical-answers.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { browserMissing, launch } from './chromium.ts';
import { type Product, startProduct } from './product.ts';
import { draftId, fillSignIn, generate, leaveField, saveState, signIn, titleField, type Visit, visit } from './visit.ts';

const missing = browserMissing ?? redisMissing;

describe.skipIf(missing)(`outages in the middle of work (${missing ?? 'in Chromium'})`, () => {
  let redis: RedisServer;
  let simulator: Simulator;
  let product: Product;
  let browser: Browser;
  let tab: Visit;
  beforeAll(async () => {
    redis = new RedisServer(await freePort());
    await redis.start();
    simulator = await startSimulator({ ttftMs: 200, tokensPerSecond: 150 });
    simulator.respond(clinicalAnswers);
    const env = { REDIS_URL: redis.url, OPENAI_BASE_URL: simulator.url, OPENAI_API_KEY: 'sk-test' };
    [product, browser] = await Promise.all([startProduct(env), launch()]);
    tab = await visit(browser, product);
    await signIn(tab.page, product);
    await tab.page.getByLabel('Model').selectOption('library');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.close();
    await simulator?.close();
    await redis?.dispose();
  });
  const state = async (wanted: string) => {
    await leaveField(tab.page);
    await expect.poll(() => saveState(tab.page).textContent(), { timeout: 30_000 }).toContain(wanted);
  };

  test('Redis dies while somebody edits: kept here, said in a banner, saved when it is back', async () => {
    const { page } = tab;
    const id = await generate(page);
    await state('Saved');
    await redis.kill();
    await titleField(page).fill('Typed without Redis');
    await state('kept on this device');
    await expect
      .poll(() => page.getByText(/session store is unavailable.*Generating.*still work/).count(), { timeout: 15_000 })
      .toBe(1);
    await page.getByRole('link', { name: 'Framework' }).click();
    const prior = page.getByLabel(/^Prior of/).first();
    await prior.fill('40 %');
    await prior.blur();
    await redis.start();
    await state('Saved');
    await expect.poll(() => page.getByText(/session store is unavailable/).count(), { timeout: 15_000 }).toBe(0);
    const body = (await product.ask(`/session/${id}`)) as {
      title: string;
      diagnostic_framework: { buckets: { prior: number }[] }[];
    };
    expect(body.title).toBe('Typed without Redis');
    expect(body.diagnostic_framework[0]?.buckets[0]?.prior).toBeCloseTo(0.4, 9);
  });

  test('a draft survives a reload while Redis is out', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'Case details' }).click();
    await redis.kill();
    await titleField(page).fill('Typed before the crash');
    await state('kept on this device');
    await page.reload();
    await fillSignIn(page);
    await expect.poll(() => titleField(page).inputValue(), { timeout: 15_000 }).toBe('Typed before the crash');
    await redis.start();
    await state('Saved');
    expect(await product.ask(`/session/${draftId(page)}`)).toMatchObject({ title: 'Typed before the crash' });
  });

  test('the session expires: the draft comes back in a new one, with the change that was being made', async () => {
    const { page } = tab;
    const before = draftId(page);
    execFileSync('redis-cli', ['-p', `${redis.port}`, 'flushall']);
    await titleField(page).fill('Typed after an hour');
    await expect.poll(() => draftId(page), { timeout: 15_000 }).not.toBe(before);
    await state('Saved');
    expect(await product.ask(`/session/${draftId(page)}`)).toMatchObject({ title: 'Typed after an hour' });
    expect(await titleField(page).inputValue()).toBe('Typed after an hour');
  });

  test.each([
    {
      what: 'the history',
      said: /session had expired.*without its history/,
      ask: () => tab.page.getByRole('button', { name: 'History', exact: true }).click(),
    },
    {
      what: 'an undo',
      said: /session had expired.*nothing to undo/,
      ask: () => tab.page.getByRole('button', { name: 'Undo' }).click(),
    },
    {
      what: 'the exports',
      said: /session had expired.*without its history/,
      ask: () => tab.page.getByRole('link', { name: 'Export', exact: true }).click(),
    },
  ])('the session has expired when $what is asked for: the draft comes back, and that is said', async ({ what, said, ask }) => {
    const { page } = tab;
    await page.getByRole('link', { name: 'Case details' }).click();
    await titleField(page).fill(`Before ${what}`);
    await state('Saved');
    const before = draftId(page);
    execFileSync('redis-cli', ['-p', `${redis.port}`, 'flushall']);
    await ask();
    await page.getByText(said).waitFor();
    expect(draftId(page)).not.toBe(before);
    if (what === 'the history') await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    expect(await product.ask(`/session/${draftId(page)}`)).toMatchObject({ title: `Before ${what}` });
    if (what === 'the exports') await page.getByText('LR matrix (CSV)').first().waitFor();
    await page.getByRole('link', { name: 'Case details' }).click();
    expect(await titleField(page).inputValue()).toBe(`Before ${what}`);
    await state('Saved');
  });

  test('a case is generated while Redis is out, edited here, and saved when it is back', async () => {
    const { page } = tab;
    await redis.kill();
    await page.getByRole('link', { name: 'New case', exact: true }).click();
    await page.getByLabel('Model').selectOption('library');
    const local = await generate(page, 'Pulmonary embolism');
    expect(local).toMatch(/^device-/);
    await titleField(page).fill('Born without a session');
    await state('kept on this device');
    await redis.start();
    await state('Saved');
    await expect.poll(() => draftId(page), { timeout: 15_000 }).not.toMatch(/^device-/);
    expect(await product.ask(`/session/${draftId(page)}`)).toMatchObject({ title: 'Born without a session' });
  });

  test('a draft is finalized while Redis is out, with what was typed last, and once', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'New case', exact: true }).click();
    await page.getByLabel('Model').selectOption('library');
    await generate(page);
    await state('Saved');
    await redis.kill();
    await titleField(page).fill('The last edit, without Redis');
    await page.getByRole('link', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Finalize' }).click();
    await page.waitForURL(/#\/case\/\d+\//, { timeout: 30_000 });
    const caseId = Number(/case\/(\d+)/.exec(page.url())?.[1]);
    expect(await product.ask(`/case/${caseId}`)).toMatchObject({ title: 'The last edit, without Redis', version: 1 });
    const all = (await product.ask('/cases')) as { title: string }[];
    expect(all.filter(({ title }) => title === 'The last edit, without Redis')).toHaveLength(1);
    await redis.start();
    await expect.poll(() => page.getByText(/session store is unavailable/).count(), { timeout: 15_000 }).toBe(0);
  });

  test('the API dies in the middle of a generation: what had arrived stays, and trying again works', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'New case', exact: true }).click();
    await page.getByLabel('Model').selectOption('gpt-4o-mini');
    await page.getByRole('textbox', { name: 'Patient', exact: true }).fill('58-year-old man, crushing chest pain');
    await page.getByRole('combobox', { name: 'Primary diagnosis' }).fill('inferior STEMI');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Write the case' }).click();
    await page.getByText('Findings and their states').first().waitFor();
    await expect.poll(() => page.getByText(/ready after/).count(), { timeout: 20_000 }).toBeGreaterThan(0);
    const arrived = await page.getByText(/ready after/).count();
    await product.kill();
    await page.getByText('Not finished').waitFor();
    expect(await page.getByText(/ready after/).count()).toBeGreaterThanOrEqual(arrived);
    // The site's own server went with it; a page that is open goes on.
    await product.start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForURL(/#\/edit\//, { timeout: 60_000 });
    await page.getByText('Where the findings lead').waitFor();
    expect(tab.complaints).toEqual([]);
  });

  test('a model that fails: the banner says so, what arrived stays, another try replaces it, and the banner goes', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'New case', exact: true }).click();
    await page.getByLabel('Model').selectOption('gpt-4o-mini');
    await page.getByRole('textbox', { name: 'Patient', exact: true }).fill('58-year-old man, crushing chest pain');
    await page.getByRole('combobox', { name: 'Primary diagnosis' }).fill('inferior STEMI');
    await page.keyboard.press('Escape');
    const orders: string[] = [];
    page.on('request', (request) => void (request.url().endsWith('/preview-case') && orders.push(request.postData() ?? '')));
    simulator.script(({ schemaName }) => (schemaName === 'history' ? 500 : undefined));
    await page.getByRole('button', { name: 'Write the case' }).click();
    await page.getByText('Not finished').waitFor({ timeout: 60_000 });
    const section = page.getByRole('heading', { level: 3, name: 'Findings and their states' });
    await section.waitFor();
    const banner = page.getByText(/language models cannot be used.*fault of its own.*built-in library still writes/);
    await expect.poll(() => banner.count(), { timeout: 15_000 }).toBe(1);
    simulator.reset();
    simulator.respond(clinicalAnswers);
    await page.getByRole('button', { name: 'Try again from the start' }).click();
    await page.getByText('from the try before').first().waitFor();
    await page.waitForURL(/#\/edit\//, { timeout: 60_000 });
    await expect.poll(() => banner.count(), { timeout: 15_000 }).toBe(0);
    expect(orders).toHaveLength(2);
    expect(orders[1]).toBe(orders[0]);
    expect(JSON.parse(orders[0] ?? '')).toMatchObject({ seed: expect.any(Number) });
  }, 90_000);

  test('a generation can be cancelled, which ends its calls to the model', async () => {
    const { page } = tab;
    await page.getByRole('link', { name: 'New case', exact: true }).click();
    await page.getByRole('textbox', { name: 'Patient', exact: true }).fill('58-year-old man, crushing chest pain');
    await page.getByRole('combobox', { name: 'Primary diagnosis' }).fill('inferior STEMI');
    await page.keyboard.press('Escape');
    const before = simulator.log.filter(({ aborted }) => aborted).length;
    await page.getByRole('button', { name: 'Write the case' }).click();
    await page.getByText('Findings and their states').first().waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled').waitFor();
    await expect.poll(() => simulator.log.filter(({ aborted }) => aborted).length, { timeout: 10_000 }).toBeGreaterThan(before);
  });
});
