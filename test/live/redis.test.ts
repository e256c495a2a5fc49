import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { createSharedRedis, type SharedRedis } from '../../shared/redis/redis.ts';
import { askRedis, listeningLog, msUntilAnswer } from '../helpers/ask-redis.ts';
import { freePort, RedisServer, redisMissing, startSilentServer } from '../helpers/redis-server.ts';

/** No caller may wait longer for Redis than this, and it must be found again this soon after it is back. */
const longestWaitMs = 2_000;
const longestRecoveryMs = 2_000;

const settings = (url: string) => ({ url, connectTimeoutMs: 1_500, commandTimeoutMs: 1_500 });
const table: { fault: string; waits: string; longest: number; kind: string; recovery: number | string }[] = [];
const unhandled: unknown[] = [];
process.on('unhandledRejection', (error) => unhandled.push(error));

/** Asks at 0, 1 and 4 s, as the measured table does. */
async function askThrice(redis: SharedRedis) {
  const asked = [await askRedis(redis)];
  for (const pause of [1_000, 3_000]) {
    await sleep(pause);
    asked.push(await askRedis(redis));
  }
  return asked;
}

function note(fault: string, asked: { ms: number; outcome: string }[], recovery: number | string): void {
  table.push({
    fault,
    waits: asked.map(({ ms }) => ms).join(' / '),
    longest: Math.max(...asked.map(({ ms }) => ms)),
    kind: [...new Set(asked.map(({ outcome }) => outcome))].join(', '),
    recovery,
  });
}

describe.skipIf(redisMissing)('the shared Redis client', { timeout: 40_000 }, () => {
  afterAll(() => {
    console.table(table);
    expect(unhandled).toEqual([]);
  });

  test('connects at first use only, and answers', async () => {
    const server = new RedisServer(await freePort());
    await server.start();
    const { log, lines } = listeningLog();
    const redis = createSharedRedis(settings(server.url), log);
    expect(redis.status().state).toBe('unused');
    expect((await askRedis(redis)).outcome).toBe('ok');
    expect(redis.status().state).toBe('ready');
    expect(lines).toHaveLength(1);
    await redis.close();
    await server.dispose();
  });

  test('a name that does not exist', async () => {
    const { log, lines } = listeningLog();
    const redis = createSharedRedis(settings('redis://user:secret@redis-app.medical-case-env.internal:6379/0'), log);
    const asked = await askThrice(redis);
    note('wrong name', asked, '–');
    expect(asked.every(({ outcome }) => outcome === 'name-not-found')).toBe(true);
    expect(Math.max(...asked.map(({ ms }) => ms))).toBeLessThan(longestWaitMs);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('redis-app.medical-case-env.internal:6379');
    expect(lines.join()).not.toMatch(/secret|user:/);
    await redis.close();
  });

  test('a port that refuses, then a server that appears', async () => {
    const port = await freePort();
    const redis = createSharedRedis(settings(`redis://127.0.0.1:${port}`), listeningLog().log);
    const asked = await askThrice(redis);
    const server = new RedisServer(port);
    await server.start();
    const back = await msUntilAnswer(redis);
    note('refused', asked, back);
    expect(asked.every(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(Math.max(...asked.map(({ ms }) => ms))).toBeLessThan(longestWaitMs);
    expect(back).toBeLessThan(longestRecoveryMs);
    await redis.close();
    await server.dispose();
  });

  test('a server that accepts and stays silent', async () => {
    const silent = await startSilentServer();
    const redis = createSharedRedis(settings(`redis://127.0.0.1:${silent.port}`), listeningLog().log);
    const asked = await askThrice(redis);
    note('silent', asked, '–');
    expect(asked.every(({ outcome }) => outcome === 'no-answer')).toBe(true);
    expect(Math.max(...asked.map(({ ms }) => ms))).toBeLessThan(longestWaitMs);
    await redis.close();
    silent.close();
  });

  test('a server that is killed and started again', async () => {
    const server = new RedisServer(await freePort());
    await server.start();
    const { log, lines } = listeningLog();
    const redis = createSharedRedis(settings(server.url), log);
    await askRedis(redis);
    await server.kill();
    const asked = [];
    for (let i = 0; i < 30; i++) {
      asked.push(await askRedis(redis));
      await sleep(50);
    }
    await server.start();
    const back = await msUntilAnswer(redis);
    note(
      'killed, 30 asks',
      [...asked.slice(0, 3), { ms: Math.max(...asked.map(({ ms }) => ms)), outcome: asked.at(-1)?.outcome ?? '' }],
      back,
    );
    expect(Math.max(...asked.map(({ ms }) => ms))).toBeLessThan(longestWaitMs);
    expect(asked.every(({ outcome }) => outcome !== 'ok' && outcome !== 'unforeseen')).toBe(true);
    expect(back).toBeLessThan(longestRecoveryMs);
    // ready, gone (perhaps told once more by its reason), ready: not one line per attempt.
    expect(lines.length).toBeLessThanOrEqual(4);
    await redis.close();
    await server.dispose();
  });

  test('a server that is stopped for a while', async () => {
    const server = new RedisServer(await freePort());
    await server.start();
    const redis = createSharedRedis(settings(server.url), listeningLog().log);
    await askRedis(redis);
    server.signal('SIGSTOP');
    const asked = [await askRedis(redis), await askRedis(redis), await askRedis(redis)];
    server.signal('SIGCONT');
    const back = await msUntilAnswer(redis);
    note('stopped (SIGSTOP)', asked, back);
    expect(asked.every(({ outcome }) => outcome === 'no-answer' || outcome === 'connection-lost')).toBe(true);
    expect(Math.max(...asked.map(({ ms }) => ms))).toBeLessThan(longestWaitMs);
    expect(back).toBeLessThan(longestRecoveryMs);
    await redis.close();
    await server.dispose();
  });
});
