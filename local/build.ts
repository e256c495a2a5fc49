/** Builds functions/*.ts to dist/functions/*.js: what the local host runs is what Azure runs. Run directly, or call `build`. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions as EsbuildOptions } from 'esbuild';
import { inlineTables } from './inline-tables.ts';
import { withLock } from './lock.mjs';

export type BuildOptions = { appRoot: string; clean?: boolean };
export type BuildResult = { built: boolean; functions: number; ms: number };

/** Bundled CommonJS packages call `require`, which an ES module does not have. Without this, no function registers. */
const requireBanner = "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/** Chunks carry their content's hash in their name and a running host loads some of them late, so old ones stay for a while. */
const keepOldChunksMs = 24 * 3_600_000;

export const build = ({ appRoot, clean = false }: BuildOptions): Promise<BuildResult> => {
  const began = performance.now();
  const dist = join(appRoot, 'dist');
  const stamp = join(dist, '.build-hash');
  if (clean) rmSync(dist, { recursive: true, force: true });
  const entries = globSync('functions/*.ts', { cwd: appRoot }).sort();
  const hash = hashInputs(appRoot);
  const result = (built: boolean) => ({ built, functions: entries.length, ms: Math.round(performance.now() - began) });
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isCurrent()) return Promise.resolve(result(false));
  mkdirSync(dist, { recursive: true });
  return withLock(join(dist, '.lock'), async () => {
    if (isCurrent()) return result(false);
    rmSync(stamp, { force: true });
    const outputs = await bundle(appRoot, entries);
    removeStale(appRoot, outputs);
    copyFonts(appRoot);
    writeFileSync(stamp, hash);
    return result(true);
  });
};

/** How the functions are bundled; the benches bundle the same way, to look into it. */
export const bundleOptions = (appRoot: string, entries: string[]) =>
  ({
    absWorkingDir: appRoot,
    entryPoints: entries,
    outbase: '.',
    outdir: 'dist',
    entryNames: '[dir]/[name]',
    chunkNames: 'chunks/[name]-[hash]', // outside the `main` glob, which would load them eagerly
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22', // the oldest Node of the Functions images
    banner: { js: requireBanner },
    // Supplied by the worker; optional, never installed; optional, there only through packages for development.
    external: ['@azure/functions-core', 'pg-native', 'supports-color'],
    loader: { '.json': 'json', '.sql': 'text' },
    plugins: [inlineTables],
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  }) satisfies EsbuildOptions;

const bundle = async (appRoot: string, entries: string[]): Promise<Set<string>> => {
  const esbuild = await import('esbuild'); // only a changed source pays for loading it
  try {
    const { metafile } = await esbuild.build(bundleOptions(appRoot, entries));
    return new Set(Object.keys(metafile.outputs));
  } finally {
    await esbuild.stop(); // or its helper process stays as long as ours
  }
};

/** Fonts are embedded in PDFs from their files, and a deployed bundle has no node_modules. */
const copyFonts = (appRoot: string): void => {
  const from = join(appRoot, 'node_modules', 'dejavu-fonts-ttf', 'ttf');
  if (!existsSync(from)) return; // an app of the tests, which prints nothing
  mkdirSync(join(appRoot, 'dist', 'fonts'), { recursive: true });
  for (const face of ['', '-Bold', '-Oblique']) {
    const file = `DejaVuSansCondensed${face}.ttf`;
    copyFileSync(join(from, file), join(appRoot, 'dist', 'fonts', file));
  }
};

/** A function whose source is gone must not stay registered; an old chunk may still be wanted by a host that runs. */
const removeStale = (appRoot: string, outputs: Set<string>): void => {
  for (const file of globSync(['dist/functions/**/*.js', 'dist/chunks/*.js'], { cwd: appRoot })) {
    const path = join(appRoot, file);
    const isRecentChunk = file.includes('chunks') && Date.now() - statSync(path).mtimeMs < keepOldChunksMs;
    if (!outputs.has(file.replaceAll('\\', '/')) && !isRecentChunk) rmSync(path, { force: true });
  }
};

const hashInputs = (appRoot: string): string => {
  const hash = createHash('sha256');
  const sources = globSync(['functions/**/*', 'shared/**/*'], { cwd: appRoot, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json'].map((name) => join(appRoot, name)).filter(existsSync);
  for (const file of [
    ...sources,
    ...settings,
    fileURLToPath(import.meta.url),
    join(import.meta.dirname, 'inline-tables.ts'),
  ].sort()) {
    hash.update(file.slice(appRoot.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const appRoot = resolve(import.meta.dirname, '..');
  const { built, functions, ms } = await build({ appRoot, clean: process.argv.includes('--clean') });
  console.log(built ? `built ${functions} functions in ${ms} ms` : `dist is up to date (${functions} functions, ${ms} ms)`);
}
