/** `npm run screenshots`: every page, light, dark and narrow, into dist/screenshots; the README's few into docs/screenshots. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { withPostgres } from './with-postgres.ts';

const appRoot = resolve(import.meta.dirname, '../..');
const all = join(appRoot, 'dist/screenshots');
const chosen = join(appRoot, 'docs/screenshots');
const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'narrow', colorScheme: 'light', viewport: { width: 360, height: 760 } },
] as const;
const forReadme = new Set(['likelihoods-light', 'reasoning-light', 'debriefing-dark']);

await withPostgres(async () => {
  const [{ launch }, { startProduct }, { generate, signIn, visit }] = await Promise.all([
    import('./chromium.ts'),
    import('./product.ts'),
    import('./visit.ts'),
  ]);
  for (const folder of [all, chosen]) mkdirSync(folder, { recursive: true });
  const [product, browser] = await Promise.all([startProduct(), launch()]);
  await product.ask('/generate-case', {
    description: '58-year-old man, chest pressure since breakfast',
    primary_diagnosis: 'Inferior STEMI',
    seed: 7,
  });
  for (const { name: look, ...options } of looks) {
    const { page, close } = await visit(browser, product, options);
    const shoot = async (name: string) => {
      await settle(page);
      await page.screenshot({ path: join(all, `${name}-${look}.png`), fullPage: look === 'narrow' });
      if (forReadme.has(`${name}-${look}`))
        await page.screenshot({ path: join(chosen, `${name}.jpg`), type: 'jpeg', quality: 62, scale: 'css' });
    };
    await page.goto(product.siteUrl);
    await page.getByLabel('User name').waitFor();
    await shoot('sign-in');
    await signIn(page, product);
    await page.getByRole('heading', { level: 1, name: 'New case' }).waitFor();
    await shoot('generate');
    const draft = await generate(page);
    for (const tab of ['details', 'framework', 'likelihoods', 'reasoning', 'export', 'finish']) {
      await page.goto(`${product.siteUrl}/#/edit/${draft}/${tab}`);
      await shoot(tab);
    }
    await page.goto(`${product.siteUrl}/#/cases`);
    await shoot('cases');
    for (const part of ['read', 'versions']) {
      await page.goto(`${product.siteUrl}/#/case/1/${part}`);
      await shoot(`case-${part}`);
    }
    await page.goto(`${product.siteUrl}/#/practice/1`);
    for (const tab of ['History', 'Examine', 'Tests']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.locator('[role=tabpanel]:visible button:not([data-asked])').first().click();
      await page.waitForTimeout(400);
      await page.getByRole('slider').first().fill('55');
    }
    await shoot('practice');
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Show me' }).click();
    await page.getByText('Key findings missed').waitFor();
    await shoot('debriefing');
    await close();
  }
  await browser.close();
  await product.close();
});
console.log(`screenshots: ${all}; for the README: ${chosen}`);

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.waitForTimeout(500);
}
