import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundleOptions } from '../local/build.ts';

/** The bundle that the image carries, made again without being written, to look into it. */
export async function bundleContents(appRoot: string): Promise<Metafile> {
  const entries = globSync('functions/*.ts', { cwd: appRoot }).sort();
  return (await build({ ...bundleOptions(appRoot, entries), write: false })).metafile;
}

/** The package that a source belongs to; undefined for our own. */
export const packageOf = (source: string): string | undefined => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];

/** Bytes by package in these outputs, largest first; our own code and data under their folders. */
export function bytesByPackage({ outputs }: Metafile, files = Object.keys(outputs)): { name: string; bytes: number }[] {
  const sums = new Map<string, number>();
  for (const file of files) {
    for (const [source, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      const name = packageOf(source) ?? (source.includes('/data/') ? "(the library's data)" : '(our own code)');
      sums.set(name, (sums.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...sums].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
}

/** The outputs that a start of the worker loads: every function file and what these import without being asked to. */
export function loadedAtStart({ outputs }: Metafile): string[] {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file) || !outputs[file]) return;
    loaded.add(file);
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') load(path);
  };
  for (const file of Object.keys(outputs)) if (file.startsWith(join('dist', 'functions'))) load(file);
  return [...loaded];
}
