import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeLibrary } from '../../local/bundle/library-files.ts';
import { type BuiltLibrary, libraryData, loadLibrary } from '../../shared/generation/library/data.ts';
import { openLibrary } from '../../shared/generation/library/library.ts';
import type { Pack } from '../../shared/generation/library/pack.ts';

const scratch = mkdtempSync(join(tmpdir(), 'mcg-library-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const data = join('shared', 'generation', 'library', 'data');
cpSync(resolve(import.meta.dirname, '../..', data), join(scratch, data), { recursive: true });
const files = writeLibrary(scratch);
const read = (file: string): unknown => JSON.parse(readFileSync(join(scratch, 'dist/library', file), 'utf8'));
const { files: fileOf, ...parts } = read('library.json') as BuiltLibrary;

/** The library as a bundle has it, and the packs that it has read so far. */
function opened() {
  const taken: string[] = [];
  const readPack = (id: string) => {
    taken.push(id);
    return read(fileOf[id] ?? '') as Pack;
  };
  return { library: openLibrary({ ...parts, readPack }), taken };
}

test('what the build leaves is the whole library: every pack, diagnosis, figure, paper and share', () => {
  const { library } = opened();
  const source = loadLibrary();
  expect([...library.packs.values()]).toEqual([...source.packs.values()]);
  for (const part of ['cards', 'diagnoses', 'figures', 'citations', 'shares'] as const)
    expect([...library[part]], part).toEqual([...source[part]]);
  expect(files.length).toBe(libraryData().packs.length + 1);
});

test('a pack is read when it is asked for, and once', () => {
  const { library, taken } = opened();
  expect(library.packs.size).toBe(libraryData().packs.length);
  expect(library.packs.get('chest-pain')?.complaint).toBe('chest pain');
  expect(library.packs.get('chest-pain')).toBe(library.packs.get('chest-pain'));
  expect(library.packs.get('no-such-pack')).toBeUndefined();
  expect(taken).toEqual(['chest-pain']);
});

test('a pack that changes gets another file name, so that a running host keeps what it began with', () => {
  const path = join(scratch, data, 'complaints', 'cough.json');
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.replace('"complaint":', '"complaint": "another", "was":'));
  const again = writeLibrary(scratch);
  expect(again.filter((file) => !files.includes(file))).toHaveLength(1);
  expect(read(fileOf.cough ?? '')).toEqual(JSON.parse(before));
});
