import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, launch } from './chromium.ts';
import { type Product, startProduct } from './product.ts';
import { generate, leaveField, saveState, signIn, titleField, type Visit, visit } from './visit.ts';

const personality = (page: Page) => page.getByRole('textbox', { name: /^Patient personality/ });

describe.skipIf(browserMissing)(`two tabs on one draft (${browserMissing ?? 'in Chromium'})`, () => {
  let product: Product;
  let browser: Browser;
  let one: Visit;
  let two: Visit;
  let id: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    [one, two] = await Promise.all([visit(browser, product), visit(browser, product)]);
    await signIn(one.page, product);
    id = await generate(one.page);
    await signIn(two.page, product, `#/edit/${id}/details`);
    await titleField(two.page).waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });
  const settled = async ({ page }: Visit) => {
    await leaveField(page);
    await expect.poll(() => saveState(page).textContent(), { timeout: 10_000 }).toContain('Saved');
  };

  test('different fields are merged without a word', async () => {
    await titleField(one.page).fill('From the first tab');
    await settled(one);
    await two.page.getByRole('textbox', { name: 'Presentation', exact: true }).fill('He sits on the edge of the bed.');
    await settled(two);
    await expect.poll(() => titleField(two.page).inputValue()).toBe('From the first tab');
    const body = (await product.ask(`/session/${id}`)) as { title: string; case_details: { presentation: string } };
    expect(body.title).toBe('From the first tab');
    expect(body.case_details.presentation).toBe('He sits on the edge of the bed.');
  });

  test('what is typed while others’ changes are still being read stays, and is saved', async () => {
    await titleField(one.page).fill('Once more from the first tab');
    await settled(one);
    const { page } = two;
    let reading = () => {};
    const isRead = new Promise<void>((resolve) => {
      reading = resolve;
    });
    await page.route(`**/session/${id}`, async (route) => {
      reading();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.continue();
    });
    await page.getByRole('textbox', { name: 'Presentation', exact: true }).fill('He leans on the table.');
    await leaveField(page);
    await isRead;
    await personality(page).fill('Says little.');
    await settled(two);
    await page.unroute(`**/session/${id}`);
    expect(await personality(page).inputValue()).toBe('Says little.');
    expect(await product.ask(`/session/${id}`)).toMatchObject({
      title: 'Once more from the first tab',
      case_details: { presentation: 'He leans on the table.', patient_personality: 'Says little.' },
    });
  });

  test('the same field asks, and shows both sides', async () => {
    await titleField(one.page).fill('First says this');
    await settled(one);
    await titleField(two.page).fill('Second says that');
    const dialog = two.page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('First says this');
    expect(await dialog.textContent()).toContain('Second says that');
    // A browser lets nobody be held by a dialog for ever: asked often enough it closes. This one must be answered.
    for (let i = 0; i < 4; i++) await two.page.keyboard.press('Escape');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await settled(two);
    expect(await product.ask(`/session/${id}`)).toMatchObject({ title: 'Second says that' });
  });

  test('or keeps theirs', async () => {
    await one.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => titleField(one.page).inputValue()).toBe('Second says that');
    await titleField(one.page).fill('First again');
    await settled(one);
    await titleField(two.page).fill('Second again');
    const dialog = two.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Keep theirs' }).click();
    await settled(two);
    await expect.poll(() => titleField(two.page).inputValue()).toBe('First again');
    expect([...one.complaints, ...two.complaints]).toEqual([]);
  });

  test('undo and redo go through the history of the draft', async () => {
    await two.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titleField(two.page).inputValue()).toBe('Second says that');
    await two.page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => titleField(two.page).inputValue()).toBe('First again');
  });

  test('a part is written anew but for what is locked, the history tells it, and undo takes it back', async () => {
    const { page } = two;
    type Shown = { case_details: { history_questions: { id: string; question: string }[] }; locks: string[] };
    const shown = async () => (await product.ask(`/session/${id}`)) as Shown;
    const before = await shown();
    const [first] = before.case_details.history_questions;
    await page
      .getByRole('button', { name: /^Lock: / })
      .nth(4)
      .click();
    await settled(two);
    expect((await shown()).locks).toEqual([`findings.${first?.id}`]);
    await page.getByRole('button', { name: 'Write anew: history findings' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel(/What should be different/).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Write it anew' }).click();
    await dialog.getByText('What changed:').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    const after = (await shown()).case_details.history_questions;
    expect(after.find((one) => one.id === first?.id)).toEqual(first);
    expect(after).not.toEqual(before.case_details.history_questions);

    await page.getByRole('button', { name: 'History', exact: true }).click();
    await dialog
      .getByText(/: written anew/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await shown()).case_details.history_questions).toEqual(before.case_details.history_questions);

    await page.getByRole('button', { name: 'Lock all: history findings' }).click();
    await settled(two);
    expect(await page.getByRole('button', { name: 'Write anew: history findings' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Locked: history findings' }).click();
    await settled(two);
    expect((await shown()).locks).toEqual([]);
    expect(two.complaints).toEqual([]);
  });

  test('nobody finalizes what they have not seen: another’s edit is shown first', async () => {
    const { page } = two;
    await page.getByRole('link', { name: 'Finish' }).click();
    await titleField(one.page).fill('Changed beside the one who finalizes');
    await settled(one);
    await page.getByRole('button', { name: 'Finalize' }).click();
    await page.getByText('Somebody else has changed this draft meanwhile.').waitFor();
    await page.getByRole('link', { name: 'Case details' }).click();
    expect(await titleField(page).inputValue()).toBe('Changed beside the one who finalizes');
    await page.getByRole('link', { name: 'Finish' }).click();
    await page.getByRole('button', { name: 'Finalize' }).click();
    await page.waitForURL(/#\/case\/\d+\//);
    const caseId = Number(/case\/(\d+)/.exec(page.url())?.[1]);
    expect(await product.ask(`/case/${caseId}`)).toMatchObject({ title: 'Changed beside the one who finalizes' });
  });
});
