import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { buildSite, siteFolder } from '../../local/site/build-site.ts';

const appRoot = resolve(import.meta.dirname, '../..');
type Manifest = Readonly<Record<string, { readonly file: string }>>;

test('the page is built for production, also under a test runner', { timeout: 60_000 }, async () => {
  expect(process.env.NODE_ENV).toBe('test');
  await buildSite({ appRoot });
  expect(process.env.NODE_ENV).toBe('test');
  const manifest = JSON.parse(readFileSync(join(siteFolder(appRoot), '.vite/manifest.json'), 'utf8')) as Manifest;
  const files = [...new Set(Object.values(manifest).map(({ file }) => file))].filter((file) => file.endsWith('.js'));
  const texts = files.map((file) => readFileSync(join(siteFolder(appRoot), file), 'utf8'));
  expect(texts.filter((text) => text.includes('react.dev/errors')).length).toBeGreaterThan(0); // production React names errors so
  expect(texts.filter((text) => /unique "key" prop/.test(text))).toEqual([]); // and leaves the advice to development
});
