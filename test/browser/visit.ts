import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { credentials, type Product } from './product.ts';

/** A tab, and everything that it should not have done: errors, refusals of the policy, requests to strangers. */
export type Visit = { readonly page: Page; readonly complaints: string[]; readonly close: () => Promise<void> };

const wanted = /the server responded with a status of|Failed to load resource|net::ERR_/;

export async function visit(browser: Browser, product: Product, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // The browser itself notes every failed request; those the tests provoke on purpose.
    if (message.type() === 'error' && !wanted.test(message.text())) complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && ![product.siteUrl, product.apiUrl].includes(origin))
      complaints.push(`request to ${origin}`);
  });
  page.setDefaultTimeout(15_000);
  return { page, complaints, close: () => context.close() };
}

export async function signIn(page: Page, { siteUrl }: Product, hash = ''): Promise<void> {
  await page.goto(`${siteUrl}/${hash}`);
  await fillSignIn(page);
}

export async function fillSignIn(page: Page, password = credentials.password): Promise<void> {
  await page.getByLabel('User name').fill(credentials.username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Writes a case on the page, and answers with the id of its draft. */
export async function generate(page: Page, diagnosis = 'Inferior STEMI'): Promise<string> {
  await page
    .getByRole('textbox', { name: 'Patient', exact: true })
    .fill('58-year-old man, chest pressure since breakfast, diabetic, smoker');
  await page.getByRole('combobox', { name: 'Primary diagnosis' }).fill(diagnosis);
  await page.keyboard.press('Escape');
  await page.getByLabel('Seed (optional)').fill('7');
  await page.getByRole('button', { name: 'Write the case' }).click();
  await page.waitForURL(/#\/edit\//);
  await page.getByText('Where the findings lead').waitFor();
  return draftId(page);
}

export const draftId = (page: Page): string => /#\/edit\/([\w-]+)/.exec(page.url())?.[1] ?? '';

/** What was typed is saved at once when its field is left. */
export const leaveField = (page: Page): Promise<void> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
export const saveState = (page: Page) => page.locator('[data-kind]').first();
export const titleField = (page: Page) => page.getByLabel('Title (the learner sees it)');
