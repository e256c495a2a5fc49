import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { ApiProcess } from '../../helpers/api-process.ts';
import { postgresMissing } from '../../helpers/database.ts';
import { PostgresServer } from '../../helpers/postgres-server.ts';
import { freePort, RedisServer, redisMissing } from '../../helpers/redis-server.ts';
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

/** Nobody waits longer than this for PostgreSQL, beyond the request's own work. */
const longestPostgresMs = 5_000;

afterAll(printTable);

describe.skipIf(postgresMissing ?? redisMissing)('while PostgreSQL fails', { timeout: 90_000 }, () => {
  type Setting = { readonly before?: (server: PostgresServer) => Promise<void>; readonly drafts?: 'Redis' | 'PostgreSQL' };

  /** An API on a PostgreSQL of its own, with its drafts in Redis or there too, under load, with a fault in the middle. */
  async function underFault(
    fault: string,
    during: (server: PostgresServer) => Promise<void>,
    { before, drafts = 'Redis' }: Setting = {},
  ): Promise<void> {
    const server = new PostgresServer();
    const redis = new RedisServer(await freePort());
    await Promise.all([server.start(), redis.start()]);
    const api = new ApiProcess({ POSTGRES_URL: server.url, REDIS_URL: drafts === 'Redis' ? redis.url : '' });
    try {
      await before?.(server);
      await api.start();
      const sessions = await newSessions(api, 1);
      const clients = new Clients(api);
      const running = Promise.all([clients.run(sessions), clients.run(sessions)]);
      await sleep(600);
      await during(server);
      const recovered = await recovery(() => api.ask('POST', '/generate-case', wanted));
      await sleep(300);
      clients.stop();
      await running;
      expectCalm(api);
      const lost = (await lostCases(api, clients)) + (await lostEdits(api, clients));
      note(fault, clients, recovered, lost);
      expectClearWords(clients, 'database');
      expect(clients.longest()).toBeLessThan(longestPostgresMs + ownWorkMs);
      expect(recovered).toBeLessThan(longestRecoveryMs);
      expect(lost).toBe(0);
      expect(clients.finalized.length).toBeGreaterThan(1);
      expectCalm(api);
    } finally {
      await api.kill();
      await redis.dispose();
      await server.dispose();
    }
  }

  const kill = async (server: PostgresServer): Promise<void> => {
    server.signal('SIGKILL');
    await sleep(2_000);
    await server.start();
  };
  test('killed in the middle of transactions and started again', () => underFault('PostgreSQL killed and restarted', kill));
  test('killed with the drafts in it', () =>
    underFault('PostgreSQL killed and restarted, drafts in it', kill, { drafts: 'PostgreSQL' }));

  test('stopped and continued', () =>
    underFault('PostgreSQL stopped (SIGSTOP) and continued', async (server) => {
      server.signal('SIGSTOP');
      await sleep(7_000);
      server.signal('SIGCONT');
    }));

  test('out of connections', async () => {
    const held: pg.Client[] = [];
    const fill = async (server: PostgresServer): Promise<void> => {
      for (;;) {
        const client = new pg.Client({ connectionString: server.url });
        client.on('error', () => {});
        try {
          await client.connect();
          held.push(client);
        } catch {
          return;
        }
      }
    };
    await underFault(
      'PostgreSQL out of connections',
      async () => {
        await sleep(3_000);
        await Promise.all(held.map((client) => client.end()));
      },
      { before: fill },
    );
    expect(held.length).toBeGreaterThan(50);
  });
});
