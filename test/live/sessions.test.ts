import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionStore } from '../../shared/cases/ports.ts';
import { quietLog } from '../../shared/log.ts';
import { createSharedRedis, type SharedRedis } from '../../shared/redis/redis.ts';
import { createMemorySessions } from '../../shared/sessions/memory-sessions.ts';
import { createPostgresSessions } from '../../shared/sessions/postgres-sessions.ts';
import { createRedisSessions } from '../../shared/sessions/redis-sessions.ts';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { caseRecord } from '../helpers/record.ts';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';

let database: TestDatabase;
let server: RedisServer;
let redis: SharedRedis;

beforeAll(async () => {
  if (!postgresMissing) database = await createTestDatabase();
  if (redisMissing) return;
  server = new RedisServer(await freePort());
  await server.start();
  redis = createSharedRedis({ url: server.url, connectTimeoutMs: 1_500, commandTimeoutMs: 1_500 }, quietLog);
});
afterAll(async () => {
  await redis?.close();
  await server?.dispose();
  await database?.drop();
});

const drivers: [name: string, missing: string | undefined, make: () => SessionStore][] = [
  ['memory', undefined, () => createMemorySessions()],
  ['PostgreSQL', postgresMissing, () => createPostgresSessions(database.open())],
  ['Redis', redisMissing, () => createRedisSessions(redis)],
];

/** One contract for every driver. */
describe.each(drivers)('edit sessions in %s', (name, missing, make) => {
  const id = (what: string) => `${name}-${what}`;

  test.skipIf(missing)('a draft is kept as version 1 and comes back as it was', async () => {
    const sessions = make();
    const record = caseRecord(1);
    expect(await sessions.create(id('a'), record)).toEqual({ version: 1, record });
    expect(await sessions.find(id('a'))).toEqual({ version: 1, record });
  });

  test.skipIf(missing)('an unknown one is undefined', async () => {
    expect(await make().find(id('none'))).toBeUndefined();
    expect(await make().version(id('none'))).toBeUndefined();
    expect(await make().replace(id('none'), 1, caseRecord(1))).toBeUndefined();
  });

  test.skipIf(missing)('a write needs the version that it changes', async () => {
    const sessions = make();
    await sessions.create(id('b'), caseRecord(1));
    expect((await sessions.replace(id('b'), 1, caseRecord(2)))?.version).toBe(2);
    expect(await sessions.replace(id('b'), 1, caseRecord(3))).toBeUndefined();
    expect(await sessions.version(id('b'))).toBe(2);
    expect((await sessions.find(id('b')))?.record).toEqual(caseRecord(2));
  });

  test.skipIf(missing)('of ten writes at once on one version exactly one wins', async () => {
    const sessions = make();
    await sessions.create(id('c'), caseRecord(1));
    const won = await Promise.all(Array.from({ length: 10 }, (_, i) => sessions.replace(id('c'), 1, caseRecord(i))));
    expect(won.filter((draft) => draft !== undefined)).toHaveLength(1);
    expect((await sessions.find(id('c')))?.version).toBe(2);
  });

  test.skipIf(missing)('a removed one is gone', async () => {
    const sessions = make();
    await sessions.create(id('d'), caseRecord(1));
    await sessions.remove(id('d'));
    expect(await sessions.find(id('d'))).toBeUndefined();
  });
});

describe('the hour of life', () => {
  test('is over after an hour without use, and each use renews it', async () => {
    let now = 0;
    const sessions = createMemorySessions(() => now);
    await sessions.create('x', caseRecord(1));
    now += 3_500_000;
    expect(await sessions.find('x')).toBeDefined();
    now += 3_500_000;
    expect(await sessions.find('x')).toBeDefined();
    now += 3_601_000;
    expect(await sessions.find('x')).toBeUndefined();
  });

  test.skipIf(postgresMissing)('is kept by PostgreSQL', async () => {
    const opened = database.open();
    const sessions = createPostgresSessions(opened);
    await sessions.create('pg-life', caseRecord(1));
    const pool = await opened.ready();
    await pool.query(`UPDATE edit_sessions SET expires_at = now() + interval '1 second' WHERE id = 'pg-life'`);
    await sessions.find('pg-life');
    const { rows } = await pool.query(
      `SELECT expires_at - now() > interval '59 minutes' AS renewed FROM edit_sessions WHERE id = 'pg-life'`,
    );
    expect(rows[0].renewed).toBe(true);
    await pool.query(`UPDATE edit_sessions SET expires_at = now() - interval '1 second' WHERE id = 'pg-life'`);
    expect(await sessions.find('pg-life')).toBeUndefined();
    await sessions.create('pg-life-2', caseRecord(1));
    expect((await pool.query(`SELECT 1 FROM edit_sessions WHERE id = 'pg-life'`)).rowCount).toBe(0);
  });

  test.skipIf(redisMissing)('is kept by Redis', async () => {
    const sessions = createRedisSessions(redis);
    await sessions.create('redis-life', caseRecord(1));
    await redis.run((client) => client.expire('mcg:session:redis-life', 1));
    await sessions.find('redis-life');
    expect(await redis.run((client) => client.ttl('mcg:session:redis-life'))).toBeGreaterThan(3_500);
    await redis.run((client) => client.pexpire('mcg:session:redis-life', 20));
    await sleep(60);
    expect(await sessions.find('redis-life')).toBeUndefined();
  });
});

test.skipIf(redisMissing)('Redis that is stopped: a clear 503 that says what still works', async () => {
  const sessions = createRedisSessions(redis);
  server.signal('SIGSTOP');
  try {
    await expect(sessions.find('x')).rejects.toMatchObject({
      kind: 'dependency-down',
      dependency: 'redis',
      message: expect.stringContaining('generating cases still works'),
    });
  } finally {
    server.signal('SIGCONT');
  }
});
