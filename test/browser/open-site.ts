/** The built page beside the real API, in the system's Chromium. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from '../../local/build.ts';
import { startSite } from '../../local/site/start-site.ts';
import { type RunningApi, startApi } from '../helpers/running-api.ts';

const appRoot = resolve(import.meta.dirname, '../..');
const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => place !== undefined && existsSync(place));

/** Why browser tests cannot run here; undefined where they can. */
export const chromiumMissing: string | undefined = executablePath
  ? undefined
  : 'no Chromium on this machine; set CHROMIUM to its path';

export type Scheme = 'light' | 'dark';
export type OpenSite = {
  readonly url: string;
  readonly api: RunningApi;
  /** A new window with a page at `hash`, signed in. */
  readonly open: (hash: string, view?: { width?: number; scheme?: Scheme; reducedMotion?: boolean }) => Promise<Page>;
  readonly signIn: (page: Page) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openSite(postgresUrl: string): Promise<OpenSite> {
  await build({ appRoot });
  const site = await startSite({ appRoot, port: 0, build: 'test' });
  const api = await startApi({ POSTGRES_URL: postgresUrl, ALLOWED_ORIGINS: site.origins.join(',') });
  site.servesApi(api.url);
  const browser: Browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel('User').fill('educator');
    await page.getByLabel('Password', { exact: true }).fill('right');
    await page.keyboard.press('Enter');
    await page.locator('#sidebar').waitFor({ state: 'attached' });
  };
  return {
    url: site.url,
    api,
    signIn,
    open: async (hash, { width = 1440, scheme = 'light', reducedMotion = true } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height: width < 600 ? 800 : 900 },
        colorScheme: scheme,
        reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      });
      const page = await context.newPage();
      await page.goto(`${site.url}/${hash}`);
      await signIn(page);
      return page;
    },
    close: async () => {
      await browser.close();
      await site.close();
      await api.close();
    },
  };
}
