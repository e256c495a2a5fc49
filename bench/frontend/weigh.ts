import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import type { Product } from '../../test/browser/product.ts';
import { generate, signIn, visit } from '../../test/browser/visit.ts';

type Weight = { readonly js: number; readonly css: number };

/** What a browser really fetches, each file compressed: for the form, for the first page behind it, and for editing. */
export async function weigh(browser: Browser, product: Product): Promise<void> {
  const tab = await visit(browser, product);
  const bodies: Promise<{ kind: 'js' | 'css' | undefined; size: number }>[] = [];
  tab.page.on('response', (reply) => {
    const kind = /\.(js|css)$/.exec(new URL(reply.url()).pathname)?.[1] as 'js' | 'css' | undefined;
    bodies.push(
      reply.body().then(
        (body) => ({ kind, size: kind ? gzipSync(body, { level: 9 }).length : 0 }),
        () => ({ kind, size: 0 }),
      ),
    );
  });
  const soFar = async (): Promise<Weight> => {
    await tab.page.waitForLoadState('networkidle');
    const all = await Promise.all(bodies);
    const sum = (wanted: 'js' | 'css') => all.reduce((total, { kind, size }) => (kind === wanted ? total + size : total), 0);
    return { js: sum('js'), css: sum('css') };
  };
  await signIn(tab.page, product);
  await tab.page.getByRole('heading', { name: 'New case' }).waitFor();
  const first = await soFar();
  await generate(tab.page);
  const editing = await soFar();
  await tab.close();
  console.log('\nweight, gzip');
  console.log(`  first load (sign-in and New case): JS ${kb(first.js)} (aim ≤ 200 KB), CSS ${kb(first.css)} (aim ≤ 20 KB)`);
  console.log(`  with the editor:                   JS ${kb(editing.js)}, CSS ${kb(editing.css)}`);
}

const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
