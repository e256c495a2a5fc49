import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createModelHealth, faultsPassAfterMs } from '../../shared/health/model-health.ts';
import { freePort } from '../helpers/redis-server.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});
const listen = async (port: number, status: number) => {
  server = createServer((_, reply) => reply.writeHead(status).end());
  await new Promise<void>((ready) => server?.listen(port, '127.0.0.1', ready));
};

const started = Date.parse('2026-01-01T08:00:00Z');
async function fresh() {
  const port = await freePort();
  const clock = { time: started };
  const provider = { kind: 'compatible', baseUrl: `http://127.0.0.1:${port}/v1`, key: 'hidden' } as const;
  return { port, clock, health: createModelHealth(provider, { now: () => clock.time }) };
}

test('says nothing against a provider that nobody has asked, nor after an answer', async () => {
  const { health } = await fresh();
  expect(await health.probe.ask()).toMatchObject({ state: 'ok', since: null });
  health.note('answer');
  expect(await health.probe.ask()).toMatchObject({ state: 'ok', since: '2026-01-01T08:00:00.000Z' });
});

test('one that cannot be reached is down since then, looked for, and up again by itself', async () => {
  const { health, clock, port } = await fresh();
  health.note('unreachable');
  clock.time += 5_000;
  health.note('unreachable');
  const down = { state: 'down', lastErrorKind: 'unreachable', since: '2026-01-01T08:00:00.000Z' };
  expect(await health.probe.ask()).toMatchObject(down);
  await listen(port, 401);
  expect(await health.probe.ask(), 'asked at most every two seconds').toMatchObject(down);
  clock.time += 2_000;
  expect(await health.probe.ask()).toMatchObject({ state: 'ok', lastErrorKind: null, since: '2026-01-01T08:00:07.000Z' });
});

test('one that reports faults answers other requests all the same: it is down until they are some time ago', async () => {
  const { health, clock, port } = await fresh();
  await listen(port, 404);
  health.note('failing');
  expect(await health.probe.ask()).toMatchObject({ state: 'down', lastErrorKind: 'failing' });
  clock.time += faultsPassAfterMs;
  expect(await health.probe.ask()).toMatchObject({ state: 'ok' });
});

test('a refused key stays refused until a call is answered; a caller who left says nothing', async () => {
  const { health, clock, port } = await fresh();
  await listen(port, 200);
  health.note('key-refused');
  health.note('abandoned');
  clock.time += 3_600_000;
  expect(await health.probe.ask()).toMatchObject({ state: 'down', lastErrorKind: 'key-refused' });
  health.note('refusal');
  expect(await health.probe.ask()).toMatchObject({ state: 'ok' });
});
