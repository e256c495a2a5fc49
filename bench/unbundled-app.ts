import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transformSync } from 'esbuild';

/**
 * The same app as the usual build of a Functions project has it: each source translated by itself, every package in
 * node_modules. `eager`: with everything imported at the top, as is usual too; ours is imported when it is first used.
 */
export function makeUnbundledApp(appRoot: string, { eager = false } = {}): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'mcg-unbundled-'));
  for (const { parentPath, name } of globSync(['functions/**/*', 'shared/**/*'], { cwd: appRoot, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  )) {
    const from = join(parentPath, name);
    const to = join(folder, 'dist', from.slice(resolve(appRoot).length));
    mkdirSync(join(to, '..'), { recursive: true });
    if (name.endsWith('.ts') && !name.endsWith('.d.ts')) writeFileSync(to.replace(/\.ts$/, '.js'), translate(from));
    else cpSync(from, to);
  }
  if (eager) writeFileSync(join(folder, 'dist/functions/everything.js'), importEverything(folder));
  const manifest = JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, main: 'dist/functions/*.js' }));
  for (const file of ['host.json', 'shared/store/migrations'])
    cpSync(join(appRoot, file), join(folder, file), { recursive: true });
  symlinkSync(join(appRoot, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const importEverything = (folder: string): string =>
  [
    ...globSync('shared/**/*.js', { cwd: join(folder, 'dist') }).map((file) => `../${file}`),
    // What ours imports by name when it is needed.
    '@azure/identity',
  ]
    .map((name) => `import '${name}';`)
    .join('\n');

const translate = (file: string): string =>
  transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm', target: 'node22' }).code.replace(
    /((?:from|import)\s*\(?\s*)"(\.[^"]*)\.ts"/g,
    '$1"$2.js"',
  );
