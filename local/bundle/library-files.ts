/** What the library's data becomes beside the bundles, so that a first case reads a tenth of it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuiltLibrary, libraryData } from '../../shared/generation/library/data.ts';
import { indexPacks } from '../../shared/generation/library/index-packs.ts';

/** Writes dist/library and names its files, relative to the app. An app without a library, as tests have, gets none. */
export function writeLibrary(appRoot: string): string[] {
  const source = join(appRoot, 'shared', 'generation', 'library', 'data');
  if (!existsSync(source)) return [];
  const { packs, ...rest } = libraryData(source);
  const texts = packs.map((pack) => ({ id: pack.id, text: JSON.stringify(pack) }));
  // Their content's hash is in their names, as with chunks: a running host goes on reading what it began with.
  const named = texts.map(({ id, text }) => ({ id, text, file: `${id}-${hashOf(text)}.json` }));
  const files = Object.fromEntries(named.map(({ id, file }) => [id, file]));
  const library: BuiltLibrary = { ...rest, index: indexPacks(packs, rest.figures), files };
  const folder = join(appRoot, 'dist', 'library');
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of named) writeFileSync(join(folder, file), text);
  // In one step: a host may be reading it.
  writeFileSync(join(folder, 'library.json.new'), JSON.stringify(library));
  renameSync(join(folder, 'library.json.new'), join(folder, 'library.json'));
  return ['library.json', ...named.map(({ file }) => file)].map((file) => `dist/library/${file}`);
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
