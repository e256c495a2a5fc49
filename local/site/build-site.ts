/** Builds frontend/ to dist/site, when it or what it imports has changed. Run directly, or call `buildSite`. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from '../lock.mjs';

export type SiteBuild = { readonly built: boolean; readonly ms: number /** Names these sources. */; readonly hash: string };

export const siteFolder = (appRoot: string): string => join(appRoot, 'dist/site');

export async function buildSite({ appRoot, clean = false }: { appRoot: string; clean?: boolean }): Promise<SiteBuild> {
  const began = performance.now();
  const stamp = join(appRoot, 'dist/.site-hash');
  const hash = hashSources(appRoot);
  const result = (built: boolean): SiteBuild => ({ built, ms: Math.round(performance.now() - began), hash });
  const isCurrent = (): boolean =>
    existsSync(join(siteFolder(appRoot), 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (clean) for (const old of [stamp, siteFolder(appRoot)]) rmSync(old, { force: true, recursive: true });
  if (isCurrent()) return result(false);
  mkdirSync(join(appRoot, 'dist'), { recursive: true });
  return withLock(join(appRoot, 'dist/.site-lock'), async () => {
    if (isCurrent()) return result(false);
    rmSync(stamp, { force: true });
    await asProduction(async () => {
      const vite = await import('vite'); // only changed sources pay for loading it
      await vite.build({ configFile: join(appRoot, 'frontend/vite.config.ts'), logLevel: 'warn' });
    });
    removeOld(siteFolder(appRoot));
    writeFileSync(stamp, hash);
    return result(true);
  });
}

/** Under a test runner's NODE_ENV Vite would pack React for development: twice the size, effects run twice, and `npm start` would serve it. */
async function asProduction(work: () => Promise<void>): Promise<void> {
  const { NODE_ENV: before } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Built files carry their content's hash in their name; those of a build before stay for a day, for pages that are open. */
function removeOld(folder: string): void {
  const assets = join(folder, 'assets');
  for (const name of readdirSync(assets))
    if (Date.now() - statSync(join(assets, name)).mtimeMs > keepOldMs) rmSync(join(assets, name), { force: true });
}
const keepOldMs = 24 * 3_600_000;

function hashSources(appRoot: string): string {
  const hash = createHash('sha256');
  const sources = globSync(
    ['frontend/**/*', 'shared/{reasoning,cases,audits}/**/*', 'shared/errors.ts', 'shared/http/analysis-body.ts'],
    {
      cwd: appRoot,
      withFileTypes: true,
    },
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...sources, join(appRoot, 'package-lock.json'), fileURLToPath(import.meta.url)].sort())
    hash.update(file.slice(appRoot.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { built, ms } = await buildSite({
    appRoot: resolve(import.meta.dirname, '../..'),
    clean: process.argv.includes('--clean'),
  });
  console.log(built ? `built the page in ${ms} ms` : `the page is up to date (${ms} ms)`);
}
