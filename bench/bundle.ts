import { build, type Metafile } from 'esbuild';
import { bundleOptions } from '../local/bundle/options.ts';

/** The bundle that the image carries, made again without being written, to look into it. */
export async function bundleContents(appRoot: string): Promise<Metafile> {
  return (await build({ ...bundleOptions(appRoot), write: false })).metafile;
}

/** The package that a source belongs to; undefined for our own. */
export const packageOf = (source: string): string | undefined => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];

/** Bytes by package in these outputs, largest first; our own code under one name. */
export function bytesByPackage({ outputs }: Metafile, files = Object.keys(outputs)): { name: string; bytes: number }[] {
  const sums = new Map<string, number>();
  for (const file of files) {
    for (const [source, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      const name = packageOf(source) ?? '(our own code)';
      sums.set(name, (sums.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...sums].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
}

/** The outputs that a start of the worker loads: the functions and what they import without being asked to. */
export function loadedAtStart({ outputs }: Metafile): string[] {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file) || !outputs[file]) return;
    loaded.add(file);
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') load(path);
  };
  load('dist/functions.js');
  return [...loaded];
}
