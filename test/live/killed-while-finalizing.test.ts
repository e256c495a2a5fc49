import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { CaseRecord } from '../../shared/cases/case.ts';
import { ApiProcess } from '../helpers/api-process.ts';
import { createTestDatabase, postgresMissing } from '../helpers/database.ts';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';

const cases = 200;
const atOnce = 8;
const kills = 12;
const wanted = { description: 'A person of 40 with headache', primary_diagnosis: 'migraine' };

test.skipIf(postgresMissing ?? redisMissing)(
  'kill -9 of the API at random moments of 200 finalizes: each case is whole or absent, none twice',
  { timeout: 120_000 },
  async () => {
    const database = await createTestDatabase();
    const redis = new RedisServer(await freePort());
    await redis.start();
    const api = new ApiProcess({ POSTGRES_URL: database.url, REDIS_URL: redis.url });
    const client = new pg.Client({ connectionString: database.url });
    try {
      await api.start();
      await client.connect();
      await api.ask('GET', '/cases'); // makes the tables
      const sessions: string[] = [];
      for (let seed = 0; seed < cases; seed++)
        sessions.push(String((await api.ask('POST', '/preview-case', { ...wanted, seed: seed % 20 })).body.session_id));

      /** What stands in the database right after a kill: whole records, and one case for each session at most. */
      const check = async (): Promise<number> => {
        // One snapshot: what was sent before the kill may still be committing.
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
        const { rows } = await client.query<{ record: string; case_id: number }>('SELECT case_id, record FROM case_versions');
        for (const { record } of rows) CaseRecord.parse(JSON.parse(record));
        const { rows: done } = await client.query<{ case_id: number }>('SELECT case_id FROM finalizations');
        expect(rows.map(({ case_id }) => case_id).toSorted()).toEqual(done.map(({ case_id }) => case_id).toSorted());
        expect((await client.query('SELECT 1 FROM cases')).rowCount).toBe(rows.length);
        await client.query('COMMIT');
        return rows.length;
      };

      const queue = [...sessions];
      const caseOf = new Map<string, number>();
      let retries = 0;
      const finalizer = async (): Promise<void> => {
        for (let session_id = queue.shift(); session_id !== undefined; session_id = queue.shift()) {
          for (;;) {
            const { status, body } = await api.ask('POST', '/finalize-case', { session_id, ...wanted });
            if (status === 200) {
              caseOf.set(session_id, Number(body.case_id));
              break;
            }
            expect([0, 503]).toContain(status);
            retries += 1;
            await sleep(50);
          }
        }
      };
      const working = Promise.all(Array.from({ length: atOnce }, finalizer));
      let isOver = false;
      const done = working.then(() => {
        isOver = true;
      });
      const found: number[] = [];
      while (!isOver && found.length < kills) {
        // In the middle of things, not while it warms up: a while after the first that is made final in this life.
        const before = caseOf.size;
        while (!isOver && caseOf.size === before) await sleep(5);
        await sleep(Math.random() * 250);
        await api.kill();
        found.push(await check());
        await api.start();
      }
      await done;
      await check();
      console.table([{ cases, kills: found.length, retries, 'cases found after each kill': found.join(' ') }]);
      expect(found.length).toBeGreaterThan(3);
      expect(new Set(caseOf.values()).size).toBe(cases);
      expect((await client.query('SELECT 1 FROM cases')).rowCount).toBe(cases);
      // Asked once more, each session names the same case.
      for (const session_id of sessions.slice(0, 20)) {
        const { body } = await api.ask('POST', '/finalize-case', { session_id, ...wanted });
        expect(body.case_id).toBe(caseOf.get(session_id));
      }
    } finally {
      await api.kill();
      await client.end();
      await redis.dispose();
      await database.drop();
    }
  },
);
