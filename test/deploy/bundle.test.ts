import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bundleContents, bytesByPackage, loadedAtStart, packageOf } from '../../bench/bundle.ts';

const root = resolve(import.meta.dirname, '../..');
let metafile: Awaited<ReturnType<typeof bundleContents>>;
beforeAll(async () => {
  metafile = await bundleContents(root);
});

test('a start of the worker loads the Functions library and our own code, and nothing heavy before it is needed', () => {
  const files = loadedAtStart(metafile);
  expect(files).toContain('dist/functions.js');
  expect(files.length).toBeLessThan(25); // each costs a third of a millisecond
  const names = bytesByPackage(metafile, files).map(({ name }) => name);
  expect(names.filter((name) => !name.startsWith('(our own')).sort()).toEqual([
    '@azure/functions',
    '@azure/functions-extensions-base',
    'cookie',
  ]);
});

test('the bundle holds packages for production only', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const used = new Set(Object.keys(metafile.inputs).flatMap((source) => packageOf(source) ?? []));
  expect(used.size).toBeGreaterThan(10);
  expect([...used].filter((name) => packages[`node_modules/${name}`]?.dev)).toEqual([]);
});
