/** `npm run bench:cold-start`: process start → first reply, bundled against unbundled against an empty function, and the bundle by package. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../local/build.ts';
import { startPostgres } from '../local/postgres/start-postgres.ts';
import { bundleContents, bytesByPackage, loadedAtStart } from './bundle.ts';
import { makeEmptyApp } from './empty-app.ts';
import { buildServer, median, serve } from './process.ts';
import { makeUnbundledApp } from './unbundled-app.ts';

const rounds = 7;
const appRoot = resolve(import.meta.dirname, '..');
const signIn = { APP_USERNAME: 'educator', APP_PASSWORD: 'bench' };
const preview = {
  method: 'POST',
  headers: { authorization: `Basic ${Buffer.from('educator:bench').toString('base64')}`, 'content-type': 'application/json' },
  body: JSON.stringify({ description: 'A man of 58 with chest pain', primary_diagnosis: 'STEMI', model: 'library', seed: 7 }),
};

type Times = { readonly root: number; readonly preview: number };

/** From the start of the process to the first reply, and, where asked for, on to the first case of the library. */
async function once(program: string, folder: string, env: Record<string, string>, withCase: boolean): Promise<Times> {
  const start = performance.now();
  const server = await serve(['host', folder], env, program);
  try {
    await (await fetch(server.url)).text();
    const root = performance.now() - start;
    if (!withCase) return { root, preview: Number.NaN };
    const reply = await fetch(`${server.url}/preview-case`, preview);
    if (!reply.ok) throw new Error(`the first preview ended with ${reply.status}: ${await reply.text()}`);
    await reply.text();
    return { root, preview: performance.now() - start };
  } finally {
    await server.stop();
  }
}

export async function benchColdStart(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'mcg-bench-'));
  const postgres = await startPostgres({ dataDir: scratch, log: () => {} });
  const program = await buildServer(scratch);
  const env = { ...signIn, POSTGRES_URL: postgres.url, REDIS_URL: '', OPENAI_API_KEY: '' };
  const empty = await makeEmptyApp();
  const unbundled = makeUnbundledApp(appRoot);
  const eager = makeUnbundledApp(appRoot, { eager: true });
  try {
    await once(program, appRoot, env, true); // the tables are made once, by whoever comes first
    const kinds = { empty: empty.folder, bundled: appRoot, unbundled: unbundled.folder, eager: eager.folder };
    const times: Record<keyof typeof kinds, Times[]> = { empty: [], bundled: [], unbundled: [], eager: [] };
    for (let round = 0; round < rounds; round++)
      for (const kind of ['empty', 'bundled', 'unbundled', 'eager'] as const)
        times[kind].push(await once(program, kinds[kind], kind === 'empty' ? {} : env, kind !== 'empty'));
    const of = (kind: keyof typeof kinds, what: keyof Times) => median(times[kind].map((time) => time[what]));
    console.log(
      `\nprocess start → first reply, median of ${rounds}: bundled, against unbundled with everything imported at the top (aim ≤ 0.33), and with our late imports`,
    );
    for (const [name, what] of [
      ['GET /', 'root'],
      ['library preview', 'preview'],
    ] as const) {
      const [ours, top, late] = [of('bundled', what), of('eager', what), of('unbundled', what)];
      const against = (plain: number) => `${plain.toFixed(0)} ms: ratio ${(ours / plain).toFixed(2)}`;
      console.log(`  ${name.padEnd(16)} ${ours.toFixed(0)} ms, against ${against(top)}, against ${against(late)}`);
    }
    const [floor, root] = [of('empty', 'root'), of('bundled', 'root')];
    console.log(`  GET / against one empty function, ${floor.toFixed(0)} ms: ratio ${(root / floor).toFixed(2)}   (aim ≤ 1.3)`);
  } finally {
    for (const app of [unbundled, eager, empty]) app.remove();
    await postgres.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What the image carries and what a start loads of it. */
export async function showBundle(): Promise<void> {
  const metafile = await bundleContents(appRoot);
  const atStart = loadedAtStart(metafile);
  const early = new Map(bytesByPackage(metafile, atStart).map(({ name, bytes }) => [name, bytes]));
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0).padStart(7)} kB`;
  const total = Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(
    `\nthe bundle: ${Object.keys(metafile.outputs).length} files, ${kilobytes(total).trim()}; a start loads ${atStart.length}`,
  );
  console.log('     in all   at start');
  const all = bytesByPackage(metafile);
  for (const { name, bytes } of all.slice(0, 20)) console.log(`${kilobytes(bytes)} ${kilobytes(early.get(name) ?? 0)}   ${name}`);
  const rest = all.slice(20);
  console.log(`${kilobytes(rest.reduce((sum, { bytes }) => sum + bytes, 0))}              ${rest.length} more`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await build({ appRoot });
  await benchColdStart();
  await showBundle();
}
