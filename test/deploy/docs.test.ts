import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const operations = read('docs/operations.md');

test('the operations guide has every setting that config.ts reads', () => {
  const settings = [...read('shared/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name);
  expect(settings.filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
});

test('it has a word for everything that an address of Redis can do', () => {
  const kinds = /type RedisFailure =([^;]+);/.exec(read('shared/redis/failure.ts'))?.[1]?.match(/[a-z]+(-[a-z]+)+/g) ?? [];
  expect(kinds.length).toBeGreaterThan(4);
  expect(kinds.filter((kind) => !operations.includes(`\`${kind}\``))).toEqual([]);
});

test('what documents tell people to run exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const file of ['README.md', 'CONTRIBUTING.md', 'docs/operations.md']) {
    const text = read(file);
    for (const [, script = ''] of text.matchAll(/npm run ([\w:-]+)/g)) expect(scripts, file).toHaveProperty([script]);
    for (const [, path = ''] of text.matchAll(/[\s`(]((?:deploy|infra|\.github|bench)\/[\w./-]+\w)/g))
      expect(existsSync(join(root, path)), `${file}: ${path}`).toBe(true);
  }
});
