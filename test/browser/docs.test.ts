import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiRoutes } from '../../shared/http/api/registry.ts';
import { type RunningApi, startApi } from '../helpers/running-api.ts';

const chromium =
  process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type AxeResult = { violations: { id: string; nodes: { html: string }[] }[]; passes: unknown[] };

describe.skipIf(!chromium)(`/docs in a browser${chromium ? '' : ' (skipped: no Chromium is installed)'}`, () => {
  let browser: Browser;
  let page: Page;
  let api: RunningApi;
  const asked: string[] = [];
  const said: string[] = [];

  beforeAll(async () => {
    api = await startApi({ POSTGRES_URL: 'postgres://nobody@127.0.0.1:9/none' });
    const { chromium: launcher } = await import('playwright-core');
    browser = await launcher.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(`${api.url}/docs`);
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  test('shows every route, and asks nobody but this API', async () => {
    const shown = await page
      .locator('form[data-path]')
      .evaluateAll((forms) => forms.map((form) => `${form.getAttribute('data-method')} ${form.getAttribute('data-path')}`));
    expect(shown.toSorted()).toEqual(Object.keys(apiRoutes).toSorted());
    expect(new Set(asked.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin))).toEqual(
      new Set([api.url]),
    );
    expect(said).toEqual([]);
  });

  test('forbids everything from elsewhere and everything inline', async () => {
    const reply = await api.ask('/docs', { headers: { authorization: '' } });
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(reply.headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
    expect(reply.text).not.toMatch(/ style="| on\w+="|<script>|<style/);
  });

  test('tries a route with the sign-in that was typed, a path, a query and a body', async () => {
    await page.fill('#user', 'educator');
    await page.fill('#password', 'right');
    const send = async (id: string, fields: Record<string, string>): Promise<string> => {
      await page.evaluate(`location.hash = '${id}'`);
      const part = page.locator(`#${id}`);
      for (const [field, value] of Object.entries(fields)) await part.locator(`#${id}-${field}`).fill(value);
      await part.getByRole('button', { name: /^Send/ }).click();
      await part.locator('output', { hasText: 'Status' }).waitFor();
      return `${await part.locator('output').textContent()} ${await part.locator('pre.reply').textContent()}`;
    };
    expect(await send('get-auth-check', {})).toMatch(/^Status 204/);
    expect(await send('get-library', { q: 'STEMI', limit: '1' })).toMatch(/^Status 200.*"icd10"/s);
    expect(await send('get-library-icd10', { icd10: 'X00' })).toMatch(/^Status 404.*"detail"/s);
    const body = JSON.stringify({ description: 'A man of 60 with chest pain', primary_diagnosis: 'STEMI', model: 'library' });
    expect(await send('post-preview-case', { body })).toMatch(/^Status 200.*"session_id"/s);
    await page.fill('#password', 'wrong');
    expect(await send('get-auth-check', {})).toMatch(/^Status 401/);
  });

  test.each(['light', 'dark'] as const)('has no violation of accessibility, all open, in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
    const { violations, passes } = (await page.evaluate(
      `${axe}; axe.run(document, { resultTypes: ['violations'] })`,
    )) as AxeResult;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(passes.length).toBeGreaterThan(15);
  });

  test('is not wider than a phone', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
