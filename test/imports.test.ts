import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const files = globSync(['functions/**/*.ts', 'shared/**/*.ts'], { cwd: root }).filter((file) => !file.endsWith('.d.ts'));

/** What a file imports: rooms as paths from the root, packages by name. Types count too: to know a shape is to know the room. */
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target = '']) =>
    target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : target,
  );

const violations = (room: string, forbidden: RegExp): string[] =>
  files
    .filter((file) => file.startsWith(room))
    .flatMap((file) => importsOf(file).flatMap((target) => (forbidden.test(target) ? [`${file} → ${target}`] : [])));

describe('rooms know each other in one direction', () => {
  const rules: [room: string, forbidden: RegExp, why: string][] = [
    ['shared/reasoning/', /^(zod|node:|shared\/(?!reasoning\/)|functions\/)|^@|^pg$|^ioredis$/, 'the math is pure'],
    [
      'shared/cases/',
      /^shared\/(http|audits|store|sessions|redis|generation|health|deps|config|stores|build-deps)|^pg$|^ioredis$|@azure/,
      'use cases know no adapter',
    ],
    [
      'shared/audits/',
      /^shared\/(http|store|sessions|redis|generation)|^pg$|^ioredis$|@azure/,
      'audits are pure functions of the record',
    ],
    [
      'shared/generation/',
      /^shared\/(http|store|sessions|redis|deps|config)|^pg$|^ioredis$|@azure\/functions/,
      'the generator knows cases and reasoning',
    ],
    [
      'shared/exports/',
      /^shared\/(http|store|sessions|redis|generation|health|deps|config|stores|build-deps)|^pg$|^ioredis$|@azure/,
      'exports are pure functions of the record',
    ],
    [
      'shared/imports/',
      /^shared\/(http|store|sessions|redis|generation|health|deps|config|stores|build-deps)|^pg$|^ioredis$|@azure/,
      'imports make records, and write nothing',
    ],
    ['shared/store/', /^shared\/(http|sessions|redis|generation)|^ioredis$|@azure/, 'the store knows PostgreSQL'],
    ['shared/sessions/', /^shared\/(http|generation)|@azure/, 'sessions know their stores'],
    ['shared/net/', /^shared\/(?!net\/)|^pg$|^ioredis$|@azure/, 'addresses and names know nobody'],
    ['shared/redis/', /^shared\/(?!redis\/|net\/|log|errors|waits)|^pg$|@azure/, 'the Redis module knows Redis'],
    ['shared/http/', /^shared\/(store|sessions|redis|generation)|^pg$|^ioredis$/, 'doors know no adapter'],
    ['functions/', /^(zod|pg|ioredis|openai)$|^shared\/(store|sessions|redis)\//, 'triggers only translate'],
    ['shared/', /^functions\//, 'nothing knows the triggers'],
  ];
  test.each(rules)('%s', (room, forbidden) => {
    expect(violations(room, forbidden)).toEqual([]);
  });

  test('one room knows each driver', () => {
    const users = (name: string) => files.filter((file) => importsOf(file).includes(name));
    expect(users('ioredis').every((file) => file.startsWith('shared/redis/'))).toBe(true);
    expect(users('pg').every((file) => file.startsWith('shared/store/') || file === 'shared/health/probes.ts')).toBe(true);
    for (const writer of ['csv-stringify/sync', 'write-excel-file/node', 'pdfmake', 'yazl'])
      expect(users(writer).every((file) => file.startsWith('shared/exports/'))).toBe(true);
    expect(users('csv-parse/sync').every((file) => file.startsWith('shared/imports/'))).toBe(true);
    expect(users('openai').every((file) => file === 'shared/generation/llm/client.ts')).toBe(true);
    expect(users('@azure/functions').every((file) => file.startsWith('shared/http/'))).toBe(true);
  });
});

describe('the page', () => {
  test('runs only what is pure of the API’s code, and knows the rest by its types', () => {
    const pure = /^shared\/(reasoning|cases|audits)\/|^shared\/errors|^shared\/http\/analysis-body/;
    const used = globSync('frontend/src/**/*.{ts,tsx}', { cwd: root }).flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8').replace(/import type [^;]*;|typeof import\([^)]*\)/g, '');
      return [...text.matchAll(/from '(\.[^']+)'/g)]
        .map(([, target = '']) => relative(root, join(root, dirname(file), target)))
        .filter((target) => !target.startsWith('frontend/') && !pure.test(target))
        .map((target) => `${file} → ${target}`);
    });
    expect(used).toEqual([]);
  });
});

describe('functions', () => {
  const doors = files.filter((file) => file.startsWith('functions/'));
  test('hold one trigger each, and the registration closes the file', () => {
    for (const file of doors) {
      const text = readFileSync(join(root, file), 'utf8');
      expect(text.match(/\bregister\(/g), file).toHaveLength(1);
      expect(text.trimEnd().split('\nregister(')[1], file).not.toContain('\nexport');
    }
  });
});
