import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startFixture } from './start-fixture.ts';

let app: Awaited<ReturnType<typeof startFixture>>;
const get = (path: string) => fetch(app.url + path, { signal: AbortSignal.timeout(8_000) });
const seen = async () => (await (await get('/seen')).json()) as Record<'pieces' | 'cancelled', number>;

beforeAll(async () => {
  app = await startFixture();
}, 30_000);
afterAll(() => app.close(), 10_000);

test('a stream arrives piece by piece', async () => {
  const response = await get('/slowly');
  const arrivals: number[] = [];
  for await (const _ of response.body ?? []) arrivals.push(performance.now());
  expect(arrivals.length).toBe(3);
  expect(Number(arrivals[2]) - Number(arrivals[0])).toBeGreaterThan(200);
});

test('a client that reads slowly slows the stream, and one that leaves ends it', async () => {
  const before = await seen();
  const socket = connect(app.port, '127.0.0.1');
  socket.pause();
  socket.write('GET /v1/endless HTTP/1.1\r\nHost: x\r\n\r\n');
  let last = -1;
  await expect
    .poll(
      async () => {
        const { pieces } = await seen();
        const isSettled = pieces === last && pieces > before.pieces;
        last = pieces;
        return isSettled;
      },
      { interval: 200, timeout: 5_000 },
    )
    .toBe(true);
  const megabytes = ((last - before.pieces) * 64) / 1024;
  expect(megabytes).toBeLessThan(16); // the kernel's own buffers, and no more
  socket.destroy();
  await expect.poll(async () => (await seen()).cancelled).toBe(before.cancelled + 1);
});

test('a stream that fails midway ends instead of hanging', async () => {
  const logged = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await expect(get('/breaks').then((response) => response.text())).rejects.toThrow();
  logged.mockRestore();
});
