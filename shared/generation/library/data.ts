import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appRoot } from '../../app-root.ts';
import { indexPacks } from './index-packs.ts';
import { type Library, type LibraryParts, openLibrary } from './library.ts';
import type { Pack } from './pack.ts';

/** The data as the build leaves it beside the bundles: one small file to begin with, and a file for each pack. */
export type BuiltLibrary = Omit<LibraryParts, 'readPack'> & { readonly files: Readonly<Record<string, string>> };

export type LibraryData = Omit<BuiltLibrary, 'index' | 'files'> & { readonly packs: readonly Pack[] };

const sources = join(import.meta.dirname, 'data');
const built = (): string => join(appRoot(import.meta.dirname), 'dist', 'library');
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

/** The library of the running code: a bundle's from what the build made of the data, otherwise from the data itself. */
export const loadLibrary = (): Library => (existsSync(sources) ? fromSources() : fromBuild());

function fromBuild(): Library {
  const folder = built();
  const { files, ...parts } = read(folder, 'library.json') as BuiltLibrary;
  return openLibrary({ ...parts, readPack: (id) => read(folder, files[id] ?? '') as Pack });
}

function fromSources(): Library {
  const { packs, ...parts } = libraryData();
  const byId = new Map(packs.map((pack) => [pack.id, pack]));
  return openLibrary({ ...parts, index: indexPacks(packs, parts.figures), readPack: (id) => byId.get(id) as Pack });
}

/** All of the data files, packs in the order of their names. What is in them is checked by the tests, not at each start. */
export function libraryData(folder = sources): LibraryData {
  const files = readdirSync(join(folder, 'complaints')).sort();
  return {
    packs: files.map((file) => read(folder, 'complaints', file) as Pack),
    figures: read(folder, 'figures.json') as LibraryData['figures'],
    citations: read(folder, 'citations.json') as LibraryData['citations'],
    shares: read(folder, 'shares.json') as LibraryData['shares'],
  };
}
