/** `npm run bench:exports`: what an archive of many cases costs the API's process, beside one of few, over real HTTP and PostgreSQL. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from '../local/build.ts';
import { startPostgres } from '../local/postgres/start-postgres.ts';
import { loadConfig } from '../shared/config.ts';
import { loadLibrary } from '../shared/generation/library/data.ts';
import { writeCase } from '../shared/generation/library/write-case.ts';
import { quietLog } from '../shared/log.ts';
import { createCaseStore } from '../shared/store/case-store.ts';
import { createDatabase } from '../shared/store/database.ts';
import { createPool } from '../shared/store/pool.ts';
import { residentMiB, type Served, serve } from './process.ts';

const authorization = `Basic ${Buffer.from('educator:bench').toString('base64')}`;

async function fill(url: string, count: number): Promise<void> {
  const { postgres } = loadConfig({ APP_USERNAME: 'a', APP_PASSWORD: 'b', POSTGRES_URL: url });
  const pool = createPool({ ...postgres, url }, quietLog);
  const cases = createCaseStore(createDatabase(pool, quietLog));
  const library = loadLibrary();
  const names = [...library.diagnoses.values()].map(({ name }) => name);
  for (let i = 0; i < count; i++) {
    const primaryDiagnosis = names[i % names.length] ?? '';
    await cases.save(writeCase(library, { description: 'A person of 50', primaryDiagnosis, seed: i, difficulty: 'typical' }));
  }
  await pool.end();
}

/** Takes an archive, and watches the resident memory of the process that makes it. */
async function take(api: Served, path: string): Promise<{ mib: number; seconds: number; before: number; peak: number }> {
  const before = residentMiB(api.pid);
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMiB(api.pid));
  }, 20);
  const start = performance.now();
  let bytes = 0;
  try {
    const reply = await fetch(`${api.url}${path}`, { headers: { authorization } });
    if (!reply.ok || !reply.body) throw new Error(`${path} answered ${reply.status}`);
    for await (const piece of reply.body) bytes += (piece as Uint8Array).length;
  } finally {
    clearInterval(watch);
  }
  return { mib: bytes / 2 ** 20, seconds: (performance.now() - start) / 1_000, before, peak };
}

const appRoot = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'mcg-bench-'));
chmodSync(scratch, 0o755); // root's PostgreSQL runs as another user, who has to pass
await build({ appRoot });
const postgres = await startPostgres({ dataDir: scratch });
const count = Number(process.env.CASES ?? 1_000);
await fill(postgres.url, count);
const api = await serve(['host', appRoot], {
  APP_USERNAME: 'educator',
  APP_PASSWORD: 'bench',
  POSTGRES_URL: postgres.url,
  REDIS_URL: '',
});
try {
  const first = (many: number): string => Array.from({ length: many }, (_, i) => i + 1).join();
  console.log('archives of cases over HTTP, resident memory of the API');
  await take(api, `/cases/export.zip?ids=${first(20)}`); // writers are loaded, code is warm
  for (const [name, path] of [
    ['one case, all.zip with its PDFs', '/case/1/export/all.zip'],
    ['100 cases', `/cases/export.zip?ids=${first(100)}`],
    [`${count} cases`, '/cases/export.zip?ids=all'],
    [`${count} cases again`, '/cases/export.zip?ids=all'],
    ['100 OSCE packs as PDF', `/cases/export.zip?ids=${first(100)}&formats=osce-pack-pdf`],
  ] as const) {
    const { mib, seconds, before, peak } = await take(api, path);
    console.log(
      `  ${name}: ${mib.toFixed(1)} MiB in ${seconds.toFixed(1)} s, ${before.toFixed(0)} MiB before, ${peak.toFixed(0)} MiB at most (+${(peak - before).toFixed(0)})`,
    );
  }
} finally {
  await api.stop();
  await postgres.stop();
  rmSync(scratch, { recursive: true, force: true });
}
