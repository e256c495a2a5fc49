import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiProcess } from '../../helpers/api-process.ts';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../../helpers/database.ts';
import { FaultProxy } from '../../helpers/fault-proxy.ts';
import { freePort, RedisServer, redisMissing, startSilentServer } from '../../helpers/redis-server.ts';
import { Clients, newSessions, wanted } from './clients.ts';
import {
  expectCalm,
  expectClearWords,
  longestRecoveryMs,
  lostCases,
  lostEdits,
  note,
  ownWorkMs,
  printTable,
  recovery,
} from './verdict.ts';

/** Nobody waits longer than this for Redis, beyond the request's own work. */
const longestRedisMs = 2_000;

afterAll(printTable);

describe.skipIf(postgresMissing ?? redisMissing)('while Redis fails', { timeout: 60_000 }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  /** An API on a Redis behind a proxy, under load, with a fault in the middle. */
  async function underFault(
    fault: string,
    during: (parts: { redis: RedisServer; proxy: FaultProxy }) => Promise<void>,
  ): Promise<void> {
    const redis = new RedisServer(await freePort());
    await redis.start();
    const proxy = new FaultProxy(redis.port);
    await proxy.start();
    const api = new ApiProcess({ POSTGRES_URL: database.url, REDIS_URL: `redis://127.0.0.1:${proxy.port}/0` });
    try {
      await api.start();
      const sessions = await newSessions(api, 2);
      const clients = new Clients(api);
      const running = clients.run(sessions);
      await sleep(400);
      await during({ redis, proxy });
      const recovered = await recovery(() => clients.edit(sessions[0] ?? ''));
      await sleep(300);
      clients.stop();
      await running;
      const lost = (await lostEdits(api, clients)) + (await lostCases(api, clients));
      note(fault, clients, recovered, lost);
      expectClearWords(clients, 'redis');
      expect(clients.longest()).toBeLessThan(longestRedisMs + ownWorkMs);
      expect(recovered).toBeLessThan(longestRecoveryMs);
      expect(lost).toBe(0);
      expect(clients.acknowledged.length).toBeGreaterThan(10);
      expectCalm(api);
    } finally {
      await api.kill();
      proxy.close();
      await redis.dispose();
    }
  }

  test('killed in the middle of writes and started again', () =>
    underFault('Redis killed and restarted', async ({ redis }) => {
      await redis.kill();
      await sleep(3_000);
      await redis.start();
    }));

  test('stopped and continued', () =>
    underFault('Redis stopped (SIGSTOP) and continued', async ({ redis }) => {
      redis.signal('SIGSTOP');
      await sleep(5_000);
      redis.signal('SIGCONT');
    }));

  test('300 ms slow', () =>
    underFault('Redis 300 ms slow', async ({ proxy }) => {
      proxy.delayMs = 150;
      await sleep(5_000);
      proxy.delayMs = 0;
    }));

  test('its connection cut every 2 s', () =>
    underFault('Redis connection cut every 2 s', async ({ proxy }) => {
      for (let i = 0; i < 4; i++) {
        proxy.cut();
        await sleep(2_000);
      }
    }));

  const neverThere: [name: string, url: () => Promise<{ url: string; close?: () => void; appears?: RedisServer }>][] = [
    [
      'Redis refused, then appears',
      async () => {
        const appears = new RedisServer(await freePort());
        return { url: appears.url, appears };
      },
    ],
    ['Redis wrong host name', async () => ({ url: 'redis://redis-app.medical-case-env.internal:6379/0' })],
    [
      'Redis accepts and stays silent',
      async () => {
        const { port, close } = await startSilentServer();
        return { url: `redis://127.0.0.1:${port}/0`, close };
      },
    ],
  ];
  test.each(neverThere)('%s: generating works, editing says why', async (fault, server) => {
    const { url, close, appears } = await server();
    const api = new ApiProcess({ POSTGRES_URL: database.url, REDIS_URL: url });
    try {
      await api.start();
      const clients = new Clients(api);
      const running = clients.run(['no-session-yet']);
      await sleep(4_000);
      await appears?.start();
      const preview = () => api.ask('POST', '/preview-case', wanted);
      const works = async () => ({ status: (await preview()).body.session_id === null ? 503 : 200 });
      const recovered = appears ? await recovery(works) : '–';
      clients.stop();
      await running;
      const lost = await lostCases(api, clients);
      note(fault, clients, recovered, lost);
      expectClearWords(clients, 'redis');
      expect(clients.longest()).toBeLessThan(longestRedisMs + ownWorkMs);
      if (typeof recovered === 'number') expect(recovered).toBeLessThan(longestRecoveryMs);
      expect(clients.finalized.length).toBeGreaterThan(1);
      expect(lost).toBe(0);
      expectCalm(api);
    } finally {
      await api.kill();
      await appears?.dispose();
      close?.();
    }
  });
});
