import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { createSharedRedis, type SharedRedis } from '../../shared/redis/redis.ts';
import { askRedis, listeningLog, msUntilAnswer } from '../helpers/ask-redis.ts';
import { freePort, RedisServer, redisMissing, startSilentServer } from '../helpers/redis-server.ts';

/** The name of the deployment's post-mortem, which Azure does not make. */
const missing = 'redis://user:secret@redis-app.medical-case-env.internal:6379/0';
/** Where no name server can be reached, the name is not known to be missing; it gives no answer. */
const notThere = expect.stringMatching(/^(name-not-found|no-answer)$/);
const longestWaitMs = 2_000;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function open(...urls: string[]): { redis: SharedRedis; lines: string[] } {
  const { log, lines } = listeningLog();
  const redis = createSharedRedis({ url: urls.join(', '), connectTimeoutMs: 1_500, commandTimeoutMs: 1_500 }, log);
  ends.push(() => redis.close());
  return { redis, lines };
}

async function server(port?: number, ...args: string[]): Promise<RedisServer> {
  const made = new RedisServer(port ?? (await freePort()), args);
  ends.push(() => made.dispose());
  await made.start();
  return made;
}

const results = (redis: SharedRedis) => redis.status().tried.map(({ result }) => result);

describe.skipIf(redisMissing)('several addresses for Redis', { timeout: 40_000 }, () => {
  test('the first does not exist: the second is used, and both are told of without credentials', async () => {
    const second = await server();
    const { redis, lines } = open(missing, second.url);
    const { ms, outcome } = await askRedis(redis);
    expect(outcome).toBe('ok');
    expect(ms).toBeLessThan(longestWaitMs);
    expect(redis.status()).toMatchObject({ state: 'ready', address: second.url });
    expect(results(redis)).toEqual([notThere, 'ok']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/redis-app\.medical-case-env\.internal:6379\/0: (name-not-found; does not resolve|no-answer)/);
    expect(lines[0]).toContain('ok; resolves to 127.0.0.1');
    expect(lines.join()).not.toMatch(/secret|user/);
  });

  test('the first answers: the others are not tried', async () => {
    const first = await server();
    const { redis } = open(first.url, missing);
    await askRedis(redis);
    expect(redis.status().tried).toHaveLength(1);
  });

  test('none is there: nobody waits longer than 2 s, one line is logged, and a server that appears is found', async () => {
    const port = await freePort();
    const { redis, lines } = open(missing, `redis://127.0.0.1:${port}/0`);
    for (let i = 0; i < 4; i++) {
      const { ms, outcome } = await askRedis(redis);
      expect(outcome).toBe('refused');
      expect(ms).toBeLessThan(longestWaitMs);
      await sleep(500);
    }
    expect(results(redis)).toEqual([notThere, 'refused']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"nextTryWithinMs":');
    await server(port);
    expect(await msUntilAnswer(redis)).toBeLessThan(2_000);
  });

  test('several are silent: the whole search is bounded, and the last one is found', async () => {
    const silent = [await startSilentServer(), await startSilentServer(), await startSilentServer()];
    ends.push(() => silent.map(({ close }) => close()));
    const last = await server();
    const { redis } = open(...silent.map(({ port }) => `redis://127.0.0.1:${port}`), last.url);
    const { ms, outcome } = await askRedis(redis);
    expect({ outcome, tried: results(redis) }).toEqual({ outcome: 'ok', tried: ['no-answer', 'no-answer', 'no-answer', 'ok'] });
    expect(ms).toBeLessThan(longestWaitMs);
  });

  test('the server moves from one to the other and back: it is followed each time, and kept in between', async () => {
    const [a, b] = [await server(), await server()];
    const { redis } = open(a.url, b.url);
    await askRedis(redis);
    expect(redis.status().address).toBe(a.url);
    await a.kill();
    expect(await msUntilAnswer(redis)).toBeLessThan(2_000);
    expect(redis.status().address).toBe(b.url);
    await a.start();
    await sleep(800);
    await askRedis(redis);
    expect(redis.status().address, 'the one in use is kept until it fails').toBe(b.url);
    await b.kill();
    expect(await msUntilAnswer(redis)).toBeLessThan(2_000);
    expect(redis.status().address).toBe(a.url);
  });

  test('the one in use falls silent: the other is taken after one command and one search', async () => {
    const [a, b] = [await server(), await server()];
    const { redis } = open(a.url, b.url);
    await askRedis(redis);
    a.signal('SIGSTOP');
    const start = performance.now();
    const waits: number[] = [];
    for (;;) {
      const { ms, outcome } = await askRedis(redis);
      waits.push(ms);
      if (outcome === 'ok' || performance.now() - start > 10_000) break;
      await sleep(20);
    }
    expect(redis.status().address).toBe(b.url);
    expect(Math.max(...waits)).toBeLessThan(longestWaitMs);
    // One time-out of a command, then one of the search at the address that is silent.
    expect(performance.now() - start).toBeLessThan(1_500 + 1_500);
  });

  test('a wrong password, and none where one is needed, are told apart from other failures', async () => {
    const guarded = await server(undefined, '--requirepass', 'right');
    for (const url of [`redis://:wrong@127.0.0.1:${guarded.port}/0`, `redis://127.0.0.1:${guarded.port}/0`]) {
      const { redis, lines } = open(url);
      expect((await askRedis(redis)).outcome).toBe('wrong-password');
      expect(lines.join()).not.toContain('wrong@');
    }
    const { redis } = open(`redis://:right@127.0.0.1:${guarded.port}/0`);
    expect((await askRedis(redis)).outcome).toBe('ok');
  });
});
