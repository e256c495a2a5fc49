import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { type Draft, following, undone } from '../../shared/cases/draft.ts';
import type { SessionStore } from '../../shared/cases/ports.ts';
import { quietLog } from '../../shared/log.ts';
import { createSharedRedis, type SharedRedis } from '../../shared/redis/redis.ts';
import { createMemorySessions } from '../../shared/sessions/memory-sessions.ts';
import { createPostgresSessions } from '../../shared/sessions/postgres-sessions.ts';
import { createRedisSessions } from '../../shared/sessions/redis-sessions.ts';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { keepDraft, revision } from '../helpers/draft.ts';
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

const plain = (draft: Draft, record: CaseRecord): Draft => following(draft, { ...draft, record });

/** One contract for every driver. */
describe.each(drivers)('edit sessions in %s', (name, missing, make) => {
  const id = (what: string) => `${name}-${what}`;

  test.skipIf(missing)('a draft is kept as version 1 and comes back as it was', async () => {
    const sessions = make();
    const record = caseRecord(1);
    const content = { record, locks: ['title'], origin: { caseId: 3, version: 2 } };
    const draft = { ...content, version: 1, past: [], future: [] };
    expect(await sessions.create(id('a'), content, revision())).toEqual(draft);
    expect(await sessions.find(id('a'))).toEqual(draft);
    expect(await sessions.snapshot(id('a'), 1)).toEqual(content);
  });

  test.skipIf(missing)('a create that is repeated changes nothing', async () => {
    const sessions = make();
    const first = await keepDraft(sessions, id('again'), caseRecord(1));
    await sessions.write(id('again'), first, plain(first, caseRecord(2)), revision());
    await keepDraft(sessions, id('again'), caseRecord(1));
    expect(await sessions.version(id('again'))).toBe(2);
  });

  test.skipIf(missing)('an unknown one is undefined', async () => {
    const sessions = make();
    const draft = await keepDraft(sessions, id('other'), caseRecord(1));
    expect(await sessions.find(id('none'))).toBeUndefined();
    expect(await sessions.version(id('none'))).toBeUndefined();
    expect(await sessions.write(id('none'), draft, plain(draft, caseRecord(2)), revision())).toBeUndefined();
    expect(await sessions.landed(id('none'), 'x')).toBeUndefined();
    expect(await sessions.snapshot(id('none'), 1)).toBeUndefined();
    expect(await sessions.history(id('none'))).toEqual([]);
  });

  test.skipIf(missing)('a write needs the version that it changes, and leaves a trail', async () => {
    const sessions = make();
    const first = await keepDraft(sessions, id('b'), caseRecord(1));
    const second = plain(first, caseRecord(2));
    expect(await sessions.write(id('b'), first, second, revision('second', 'edit-2'))).toBe(2);
    expect(await sessions.write(id('b'), first, plain(first, caseRecord(3)), revision())).toBeUndefined();
    expect(await sessions.find(id('b'))).toEqual(second);
    expect((await sessions.snapshot(id('b'), 1))?.record).toEqual(caseRecord(1));
    expect((await sessions.history(id('b'))).map(({ version, changes }) => [version, ...changes])).toEqual([
      [2, 'second'],
      [1, 'made for a test'],
    ]);
    expect(await sessions.landed(id('b'), 'edit-2')).toBe(2);
    expect(await sessions.landed(id('b'), 'edit-3')).toBeUndefined();
  });

  test.skipIf(missing)('an edit that is repeated lands once, also when others have written since', async () => {
    const sessions = make();
    const first = await keepDraft(sessions, id('r'), caseRecord(1));
    const second = plain(first, caseRecord(2));
    const edit = revision('mine', 'mine');
    await sessions.write(id('r'), first, second, edit);
    const third = plain(second, caseRecord(3));
    await sessions.write(id('r'), second, third, revision());
    expect(await sessions.write(id('r'), first, second, edit)).toBe(2);
    expect(await sessions.write(id('r'), third, plain(third, caseRecord(2)), edit)).toBe(2);
    expect(await sessions.find(id('r'))).toEqual(third);
  });

  test.skipIf(missing)('of ten writes at once on one version exactly one wins', async () => {
    const sessions = make();
    const first = await keepDraft(sessions, id('c'), caseRecord(1));
    const won = await Promise.all(
      Array.from({ length: 10 }, (_, i) => sessions.write(id('c'), first, plain(first, caseRecord(i)), revision())),
    );
    expect(won.filter((version) => version !== undefined)).toEqual([2]);
    expect(await sessions.version(id('c'))).toBe(2);
    expect(await sessions.history(id('c'))).toHaveLength(2);
  });

  test.skipIf(missing)('the last fifty versions are kept, and what undo needs of older ones', async () => {
    const sessions = make();
    const record = caseRecord(1);
    let draft = await keepDraft(sessions, id('trail'), record);
    const titled = (title: string) => ({ ...record, title });
    for (let i = 2; i <= 60; i++) {
      const next = plain(draft, titled(`title ${i}`));
      await sessions.write(id('trail'), draft, next, revision());
      draft = next;
    }
    expect(draft.past).toHaveLength(50);
    expect((await sessions.snapshot(id('trail'), 10))?.record.title).toBe('title 10');
    expect(await sessions.snapshot(id('trail'), 9)).toBeUndefined();
    for (let i = 0; i < 50; i++) {
      const content = await sessions.snapshot(id('trail'), draft.past.at(-1) ?? 0);
      if (!content) throw new Error('nothing to go back to');
      const next = undone(draft, content);
      await sessions.write(id('trail'), draft, next, revision());
      draft = next;
    }
    expect(draft.record.title).toBe('title 10');
    expect(await sessions.history(id('trail'))).toHaveLength(110);
  });

  test.skipIf(missing)('one is let go only at the version that is meant', async () => {
    const sessions = make();
    const first = await keepDraft(sessions, id('d'), caseRecord(1));
    await sessions.write(id('d'), first, plain(first, caseRecord(2)), revision());
    expect(await sessions.remove(id('d'), 1)).toBe(false);
    expect(await sessions.version(id('d'))).toBe(2);
    expect(await sessions.remove(id('d'), 2)).toBe(true);
    expect(await sessions.find(id('d'))).toBeUndefined();
    expect(await sessions.history(id('d'))).toEqual([]);
  });
});

describe('the hour of life', () => {
  test('is over after an hour without use, and each use renews it', async () => {
    let now = 0;
    const sessions = createMemorySessions(() => now);
    await keepDraft(sessions, 'x', caseRecord(1));
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
    await keepDraft(sessions, 'pg-life', caseRecord(1));
    const pool = await opened.ready();
    await pool.query(`UPDATE edit_sessions SET expires_at = now() + interval '1 second' WHERE id = 'pg-life'`);
    await sessions.find('pg-life');
    const { rows } = await pool.query(
      `SELECT expires_at - now() > interval '59 minutes' AS renewed FROM edit_sessions WHERE id = 'pg-life'`,
    );
    expect(rows[0].renewed).toBe(true);
    await pool.query(`UPDATE edit_sessions SET expires_at = now() - interval '1 second' WHERE id = 'pg-life'`);
    expect(await sessions.find('pg-life')).toBeUndefined();
    await keepDraft(sessions, 'pg-life-2', caseRecord(1));
    expect((await pool.query(`SELECT 1 FROM edit_sessions WHERE id = 'pg-life'`)).rowCount).toBe(0);
    expect((await pool.query(`SELECT 1 FROM edit_revisions WHERE session_id = 'pg-life'`)).rowCount).toBe(0);
  });

  test.skipIf(redisMissing)('is kept by Redis', async () => {
    const sessions = createRedisSessions(redis);
    await keepDraft(sessions, 'redis-life', caseRecord(1));
    await redis.run((client) => client.expire('mcg:session:{redis-life}', 1));
    await sessions.find('redis-life');
    expect(await redis.run((client) => client.ttl('mcg:session:{redis-life}'))).toBeGreaterThan(3_500);
    await redis.run((client) => client.pexpire('mcg:session:{redis-life}', 20));
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
