/** Builds functions/*.ts to dist/functions.js and what it loads late: what the local host runs is what Azure runs. Run directly, or call `build`. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { functionFiles } from './bundle/all-functions.ts';
import { writeLibrary } from './bundle/library-files.ts';
import { bundleOptions } from './bundle/options.ts';
import { withLock } from './lock.mjs';

export type BuildOptions = { appRoot: string; clean?: boolean };
export type BuildResult = { built: boolean; functions: number; ms: number };

/** What is loaded late carries its content's hash in its name; a running host may still want an old one, so they stay for a while. */
const keepOldMs = 24 * 3_600_000;

export const build = ({ appRoot, clean = false }: BuildOptions): Promise<BuildResult> => {
  const began = performance.now();
  const dist = join(appRoot, 'dist');
  const stamp = join(dist, '.build-hash');
  if (clean) rmSync(dist, { recursive: true, force: true });
  const { length: functions } = functionFiles(appRoot);
  const hash = hashInputs(appRoot);
  const result = (built: boolean) => ({ built, functions, ms: Math.round(performance.now() - began) });
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isCurrent()) return Promise.resolve(result(false));
  mkdirSync(dist, { recursive: true });
  return withLock(join(dist, '.lock'), async () => {
    if (isCurrent()) return result(false);
    rmSync(stamp, { force: true });
    const outputs = [...(await bundle(appRoot)), ...writeLibrary(appRoot)];
    removeStale(appRoot, new Set(outputs));
    copyFonts(appRoot);
    writeFileSync(stamp, hash);
    return result(true);
  });
};

const bundle = async (appRoot: string): Promise<string[]> => {
  const esbuild = await import('esbuild'); // only a changed source pays for loading it
  try {
    const { metafile } = await esbuild.build(bundleOptions(appRoot));
    return Object.keys(metafile.outputs);
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

const removeStale = (appRoot: string, outputs: Set<string>): void => {
  for (const file of globSync(['dist/chunks/*.js', 'dist/library/*.json'], { cwd: appRoot })) {
    const path = join(appRoot, file);
    const isOld = Date.now() - statSync(path).mtimeMs > keepOldMs;
    if (isOld && !outputs.has(file.replaceAll('\\', '/'))) rmSync(path, { force: true });
  }
};

const hashInputs = (appRoot: string): string => {
  const hash = createHash('sha256');
  const sources = globSync(['functions/**/*', 'shared/**/*'], { cwd: appRoot, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json'].map((name) => join(appRoot, name)).filter(existsSync);
  const ourselves = [fileURLToPath(import.meta.url), ...globSync(join(import.meta.dirname, 'bundle', '*.ts'))];
  for (const file of [...sources, ...settings, ...ourselves].sort()) {
    hash.update(file.slice(appRoot.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const appRoot = resolve(import.meta.dirname, '..');
  const { built, functions, ms } = await build({ appRoot, clean: process.argv.includes('--clean') });
  console.log(built ? `built ${functions} functions in ${ms} ms` : `dist is up to date (${functions} functions, ${ms} ms)`);
}
