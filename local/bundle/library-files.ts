/** What the library's data becomes beside the bundles, so that a first case reads a tenth of it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
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
  keepLast(folder);
  for (const { file, text } of named) if (!existsSync(join(folder, file))) writeAtOnce(join(folder, file), text);
  writeAtOnce(join(folder, 'library.json'), JSON.stringify(library));
  return ['library.json', ...named.map(({ file }) => file)].map((file) => `dist/library/${file}`);
}

/** A host may be reading it. */
function writeAtOnce(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

/** What was in use until now is as new as if it had just been written: a host that runs has a day to read it. */
function keepLast(folder: string): void {
  if (!existsSync(join(folder, 'library.json'))) return;
  const { files } = JSON.parse(readFileSync(join(folder, 'library.json'), 'utf8')) as BuiltLibrary;
  const now = new Date();
  for (const path of Object.values(files).map((file) => join(folder, file))) if (existsSync(path)) utimesSync(path, now, now);
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
