import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import autocannon from 'autocannon';
import { startPostgres } from '../local/postgres/start-postgres.ts';
import { freePort, RedisServer, redisMissing } from '../test/helpers/redis-server.ts';
import { costOfRead } from './direct-read.ts';
import { makeEmptyApp } from './empty-app.ts';
import { cpuMicroseconds, residentMiB, type Served, serve } from './process.ts';

const connections = 32;
const authorization = `Basic ${Buffer.from('educator:bench').toString('base64')}`;
const wanted = {
  description: '58-year-old man, crushing chest pain for two hours',
  primary_diagnosis: 'STEMI',
  model: 'library',
};

type Load = { path?: string; method?: 'GET' | 'POST'; body?: string; amount: number };

/** Sends a bounded number of requests from 32 connections; CPU is that of the server process alone. */
async function load(server: Served, { path = '/', method = 'GET', body, amount }: Load) {
  const run = (count: number) =>
    autocannon({
      url: `${server.url}${path}`,
      method,
      connections,
      amount: count,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body ? { body } : {}),
    });
  await run(Math.ceil(amount / 10));
  const before = cpuMicroseconds(server.pid);
  const result = await run(amount);
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${failed} of ${amount} requests to ${path} failed`);
  return { cpu: (cpuMicroseconds(server.pid) - before) / amount, latency: result.latency };
}

/** CPU per request of `GET /` and `GET /session/{id}` against their floors, and case generation over HTTP. */
export async function benchRequests(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'mcg-bench-'));
  const postgres = await startPostgres({ dataDir: scratch, log: () => {} });
  const redis = redisMissing ? undefined : new RedisServer(await freePort());
  await redis?.start();
  const empty = await makeEmptyApp();
  const appRoot = resolve(import.meta.dirname, '..');
  const env = {
    APP_USERNAME: 'educator',
    APP_PASSWORD: 'bench',
    POSTGRES_URL: postgres.url,
    REDIS_URL: '',
    MAX_GENERATIONS_IN_FLIGHT: '64',
  };
  const raw = await serve(['raw']);
  const floor = await serve(['host', empty.folder]);
  const withPostgres = await serve(['host', appRoot], env);
  const withRedis = redis && (await serve(['host', appRoot], { ...env, REDIS_URL: redis.url }));
  try {
    const rawCost = await load(raw, { amount: 8_000 });
    const emptyCost = await load(floor, { amount: 4_000 });
    const rest = residentMiB(withPostgres.pid);
    const rootCost = await load(withPostgres, { amount: 4_000 });
    console.log(
      `\nCPU per request, ${connections} connections (bare node:http ${rawCost.cpu.toFixed(0)} µs, empty function ${emptyCost.cpu.toFixed(0)} µs)`,
    );
    console.log(
      `  GET /                       ${rootCost.cpu.toFixed(0)} µs: ${(rootCost.cpu / emptyCost.cpu).toFixed(2)} × an empty function   (aim ≤ 1.3)`,
    );
    for (const [name, server, url] of [
      ['PostgreSQL', withPostgres, postgres.url],
      ['Redis', withRedis, redis?.url],
    ] as const) {
      if (!server || !url) continue;
      const session = await openSession(server);
      const cold = await coldReads(server);
      const cost = await load(server, { path: `/session/${session.id}`, amount: 2_000 });
      const read = await costOfRead(url, session.id);
      const sender = await makeEmptyApp(session.bytes);
      const sending = await serve(['host', sender.folder]);
      const sendCost = await load(sending, { amount: 2_000 });
      await sending.stop();
      sender.remove();
      const against = (floorCost: number): string => `${(cost.cpu / (floorCost + read)).toFixed(2)} ×`;
      console.log(
        `  GET /session/{id}, ${name}: ${cost.cpu.toFixed(0)} µs for ${(session.bytes / 1024).toFixed(0)} KiB; the same read made directly ${read.toFixed(0)} µs`,
      );
      console.log(`    ${against(emptyCost.cpu)} an empty function plus that read   (aim ≤ 1.3)`);
      console.log(
        `    ${against(sendCost.cpu)} a function that only sends as many bytes (${sendCost.cpu.toFixed(0)} µs) plus that read`,
      );
      console.log(
        `    ${cold.toFixed(0)} µs for a draft not shown before: its 500 ratios are derived and written out once per version`,
      );
    }
    const generated = await load(withPostgres, {
      path: '/preview-case',
      method: 'POST',
      body: JSON.stringify(wanted),
      amount: 600,
    });
    console.log(
      `\nPOST /preview-case with the library, ${connections} connections: p50 ${generated.latency.p50} ms, p99 ${generated.latency.p99} ms, CPU ${(generated.cpu / 1000).toFixed(1)} ms each`,
    );
    console.log(
      `memory: ${rest.toFixed(0)} MiB at rest, ${residentMiB(withPostgres.pid).toFixed(0)} MiB after all of this (empty function ${residentMiB(floor.pid).toFixed(0)} MiB, bare node:http ${residentMiB(raw.pid).toFixed(0)} MiB)`,
    );
  } finally {
    for (const server of [raw, floor, withPostgres, withRedis]) await server?.stop();
    empty.remove();
    await redis?.dispose();
    await postgres.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** CPU of the first showing of a draft, over more drafts than are remembered. */
async function coldReads(server: Served): Promise<number> {
  const sessions = await Promise.all(Array.from({ length: 60 }, () => openSession(server)));
  const before = cpuMicroseconds(server.pid);
  for (const { id } of sessions) await (await fetch(`${server.url}/session/${id}`, { headers: { authorization } })).text();
  return (cpuMicroseconds(server.pid) - before) / sessions.length;
}

async function openSession({ url }: Served): Promise<{ id: string; bytes: number }> {
  const headers = { authorization, 'content-type': 'application/json' };
  const reply = await fetch(`${url}/preview-case`, { method: 'POST', headers, body: JSON.stringify(wanted) });
  const text = await reply.text();
  return { id: (JSON.parse(text) as { session_id: string }).session_id, bytes: Buffer.byteLength(text) };
}
