import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** An app of one function that does nothing but send so many bytes, built as ours is: the floor that the library and the host set. */
export async function makeEmptyApp(bytes = 19): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'mcg-empty-app-'));
  mkdirSync(join(folder, 'dist', 'functions'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'dist/functions/*.js' }));
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ version: '2.0', extensions: { http: { routePrefix: '' } } }));
  await build({
    stdin: {
      contents: `import { app } from '@azure/functions';
        const text = JSON.stringify('x'.repeat(${bytes}));
        app.setup({ enableHttpStream: true });
        app.http('empty', { route: '/', methods: ['GET'], authLevel: 'anonymous', handler: async () => ({ headers: { 'content-type': 'application/json' }, body: text }) });`,
      resolveDir: resolve(import.meta.dirname, '..'),
    },
    outfile: join(folder, 'dist', 'functions', 'empty.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['@azure/functions-core'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
