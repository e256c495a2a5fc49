import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, launch } from './chromium.ts';
import { largeCase, manyFindings, manyLeaves } from './large-case.ts';
import { type Product, startProduct } from './product.ts';
import { saveState, signIn, type Visit, visit } from './visit.ts';

type Body = {
  readonly diagnostic_framework: readonly { readonly buckets: readonly { readonly id: string }[] }[];
  readonly case_details: { readonly finding_order: readonly string[] };
  readonly feature_likelihood_ratios: readonly {
    readonly feature_id: string;
    readonly bucket_id: string;
    readonly tier_level: number;
    readonly probability: number;
    readonly likelihood_ratio: number;
  }[];
};

describe.skipIf(browserMissing)(
  `a matrix of ${manyFindings} × ${manyLeaves} by keyboard (${browserMissing ?? 'in Chromium'})`,
  () => {
    let product: Product;
    let browser: Browser;
    let tab: Visit;
    let id: string;
    beforeAll(async () => {
      [product, browser] = await Promise.all([startProduct(), launch()]);
      id = ((await product.ask('/sessions', { case: largeCase() })) as { session_id: string }).session_id;
      tab = await visit(browser, product);
      await signIn(tab.page, product, `#/edit/${id}/likelihoods`);
      await tab.page.getByRole('grid').waitFor();
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await product?.close();
    });
    const place = () =>
      tab.page.evaluate(() => {
        const { row, column } = (document.activeElement as HTMLElement).dataset;
        return `${row},${column}`;
      });
    const stored = async (row: number, column: number) => {
      const body = (await product.ask(`/session/${id}`)) as Body;
      const [finding, bucket] = [body.case_details.finding_order[row], body.diagnostic_framework[2]?.buckets[column]?.id];
      return body.feature_likelihood_ratios.find(
        (cell) => cell.tier_level === 3 && cell.feature_id === finding && cell.bucket_id === bucket,
      );
    };

    test('Tab enters it at one cell and leaves it again; arrows, Home, End and Page move', async () => {
      const { page } = tab;
      const enter = async () => {
        await page.getByRole('button', { name: 'Import a changed CSV' }).focus(); // the last stop before it
        await page.keyboard.press('Tab');
      };
      await enter();
      expect(await place()).toBe('0,0');
      for (const [key, wanted] of [
        ['ArrowRight', '0,1'],
        ['ArrowDown', '1,1'],
        ['End', `1,${manyLeaves - 1}`],
        ['Control+End', `${manyFindings - 1},${manyLeaves - 1}`],
        ['PageUp', `${manyFindings - 11},${manyLeaves - 1}`],
        ['Home', `${manyFindings - 11},0`],
        ['Control+Home', '0,0'],
      ] as const) {
        await page.keyboard.press(key);
        expect(await place(), key).toBe(wanted);
      }
      await page.keyboard.press('Tab');
      expect(await place()).toBe('undefined,undefined');
      await page.keyboard.press('Shift+Tab');
      expect(await place()).toBe('0,0');
    });

    test('every one of its cells can be typed into, row by row, and all of it is saved', async () => {
      const { page } = tab;
      await page.locator('[data-row="0"][data-column="0"]').focus();
      for (let row = 0; row < manyFindings; row++) {
        for (let column = 0; column < manyLeaves; column++) {
          await page.keyboard.type(`${20 + ((row + column) % 9) * 5}%`);
          await page.keyboard.press(column === manyLeaves - 1 ? 'Enter' : 'Tab');
          // The focus moves once the cell has closed.
          const next = column === manyLeaves - 1 ? `${Math.min(manyFindings - 1, row + 1)},${column}` : `${row},${column + 1}`;
          await expect.poll(place, { interval: 5 }).toBe(next);
        }
        await page.keyboard.press('Home');
      }
      await expect.poll(() => saveState(page).textContent(), { timeout: 120_000, interval: 500 }).toContain('Saved');
      for (const [row, column] of [
        [0, 0],
        [13, 7],
        [manyFindings - 1, manyLeaves - 1],
      ] as const)
        expect((await stored(row, column))?.probability).toBeCloseTo(0.2 + ((row + column) % 9) * 0.05, 9);
    }, 240_000);

    test('loses no key of somebody who types without a pause', async () => {
      const { page } = tab;
      await page.getByText('P(finding | diagnosis)').click();
      await page.locator('[data-row="5"][data-column="2"]').focus();
      for (let row = 5; row < 15; row++) {
        await page.keyboard.type(`${30 + row}`);
        await page.keyboard.press('Enter');
      }
      const shown = () =>
        page
          .locator('[data-column="2"]')
          .evaluateAll((cells) => cells.slice(5, 15).map((cell) => Number.parseInt(cell.textContent ?? '', 10)));
      await expect.poll(shown).toEqual(Array.from({ length: 10 }, (_, i) => 35 + i));
      await page.getByText('LR in force').click();
    });

    test('an LR above the leaves moves its leaves; an impossible one says what is possible and changes nothing', async () => {
      const { page } = tab;
      await page.locator('[data-row="2"][data-column="3"]').focus();
      const before = await stored(2, 3);
      await page.keyboard.type('LR');
      expect(await place()).toBe('2,3');
      await page.keyboard.type('5000');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.getByRole('alert').last().textContent()).toMatch(/cannot be .* between [\d.]+ and [\d.]+ can/);
      await page.keyboard.press('Escape');
      expect(await stored(2, 3)).toMatchObject({ probability: before?.probability });
      await page.keyboard.press('1');
      await page.keyboard.type('.2');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await stored(2, 3))?.likelihood_ratio, { timeout: 10_000 }).toBeCloseTo(1.2, 9);
      expect(tab.complaints).toEqual([]);
    });
  },
);
