import type { Browser, Page } from 'playwright-core';
import { largeCase, manyFindings, manyLeaves } from '../../test/browser/large-case.ts';
import type { Product } from '../../test/browser/product.ts';
import { signIn, visit } from '../../test/browser/visit.ts';
import { percentile } from '../process.ts';

/** Key down to the next painted frame, in the page's own clock: keys that type, keys that move, and Enter, which reckons. */
export async function keystrokes(browser: Browser, product: Product): Promise<void> {
  const { session_id } = (await product.ask('/sessions', { case: largeCase() })) as { session_id: string };
  console.log(`\nkeystrokes in a matrix of ${manyFindings} × ${manyLeaves}, key to painted frame`);
  for (const slowdown of [1, 4]) {
    const tab = await visit(browser, product);
    await signIn(tab.page, product, `#/edit/${session_id}/likelihoods`);
    await tab.page.getByRole('grid').waitFor();
    const tools = await tab.page.context().newCDPSession(tab.page);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await listen(tab.page);
    await tab.page.locator('[data-row="0"][data-column="0"]').focus();
    for (let i = 0; i < 40; i++) {
      for (const key of [
        'ArrowRight',
        'ArrowDown',
        'ArrowLeft',
        'ArrowDown',
        'ArrowUp',
        `${2 + (i % 6)}`,
        `${i % 10}`,
        '%',
        'Enter',
      ]) {
        await tab.page.keyboard.press(key);
        await tab.page.waitForTimeout(60);
      }
    }
    const times = await tab.page.evaluate(() => (window as unknown as { times: [string, number][] }).times);
    const show = (name: string, wanted: (key: string) => boolean, aim = '') => {
      const some = times.flatMap(([key, ms]) => (wanted(key) ? [ms] : []));
      console.log(
        `  CPU ÷ ${slowdown}, ${name}: p50 ${percentile(some, 0.5).toFixed(1)} ms, p95 ${percentile(some, 0.95).toFixed(1)} ms, slowest ${Math.max(...some).toFixed(1)} ms${aim}`,
      );
    };
    show('typing', (key) => /^[\d%]$/.test(key), slowdown === 1 ? '   (aim < 50 ms)' : '');
    show('moving', (key) => key.startsWith('Arrow'));
    show('Enter ', (key) => key === 'Enter');
    await tab.close();
  }
}

const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const times: [string, number][] = [];
    Object.assign(window, { times });
    window.addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push([key, performance.now() - timeStamp]);
          port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
