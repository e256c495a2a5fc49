import type { Browser } from 'playwright-core';
import type { Product } from '../../test/browser/product.ts';
import { visit } from '../../test/browser/visit.ts';
import { percentile } from '../process.ts';

const rounds = 7;

/** From the address to a form that takes typing, with an empty cache. */
export async function firstLoad(browser: Browser, product: Product): Promise<void> {
  console.log('\nfirst load, address to typing');
  for (const slowdown of [1, 4]) {
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const tab = await visit(browser, product);
      const tools = await tab.page.context().newCDPSession(tab.page);
      await tools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      await tab.page.goto(product.siteUrl, { waitUntil: 'commit' });
      await tab.page.getByLabel('User name').waitFor();
      await tab.page.keyboard.type('e');
      times.push(
        await tab.page.evaluate(async () => {
          const field = document.querySelector<HTMLInputElement>('input[autocomplete=username]');
          while (field?.value !== 'e') await new Promise((again) => requestAnimationFrame(again));
          return performance.now();
        }),
      );
      await tab.close();
    }
    const aim = slowdown === 4 ? '   (aim ≤ 1,500 ms)' : '';
    console.log(
      `  CPU ÷ ${slowdown}: p50 ${percentile(times, 0.5).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms${aim}`,
    );
  }
}
