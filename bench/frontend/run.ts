/** `npm run bench:frontend`: what the page weighs, how soon it can be used on a slow machine, and what a keystroke costs. */
import { withPostgres } from '../../test/browser/with-postgres.ts';

await withPostgres(async () => {
  const [{ launch }, { startProduct }, { weigh }, { firstLoad }, { keystrokes }] = await Promise.all([
    import('../../test/browser/chromium.ts'),
    import('../../test/browser/product.ts'),
    import('./weigh.ts'),
    import('./first-load.ts'),
    import('./keystrokes.ts'),
  ]);
  const [product, browser] = await Promise.all([startProduct(), launch()]);
  await weigh(browser, product);
  await firstLoad(browser, product);
  await keystrokes(browser, product);
  await browser.close();
  await product.close();
});
