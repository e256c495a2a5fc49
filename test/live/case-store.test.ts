import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { quietLog } from '../../shared/log.ts';
import { createCaseStore } from '../../shared/store/case-store.ts';
import { createDatabase } from '../../shared/store/database.ts';
import { isUpToDate, migrationsTable } from '../../shared/store/is-up-to-date.ts';
import { createPool, inTransaction } from '../../shared/store/pool.ts';
import { createUsageStore } from '../../shared/store/usage-store.ts';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { caseRecord } from '../helpers/record.ts';
import { freePort, startSilentServer } from '../helpers/redis-server.ts';

describe.skipIf(postgresMissing)('cases in PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  test('eight workers that start at once make the tables once', async () => {
    const workers = Array.from({ length: 8 }, () => database.open());
    await Promise.all(workers.map((worker) => worker.ready()));
    const { rows } = await (await database.open().ready()).query('SELECT name FROM schema_migrations');
    expect(rows).toEqual([{ name: '0001_cases' }, { name: '0002_model_calls' }, { name: '0003_editing' }]);
  });

  test('a worker that starts later sees that they are there; one of a newer build sees that some are missing', async () => {
    const { pool } = database.open();
    expect(await isUpToDate(pool)).toBe(true);
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(`DELETE FROM ${migrationsTable} WHERE name = '0003_editing'`);
      expect(await isUpToDate(client)).toBe(false);
      await client.query(`DROP TABLE ${migrationsTable}`);
      expect(await isUpToDate(client)).toBe(false);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  test('a case comes back byte for byte', async () => {
    const store = createCaseStore(database.open());
    const record = caseRecord(3);
    const { caseId } = await store.save(record);
    const found = await store.find(caseId);
    expect(JSON.stringify(found?.record)).toBe(JSON.stringify(record));
    expect(await store.find(caseId + 1_000)).toBeUndefined();
  });

  test('two finalizes of one session with an edit between them are two versions of one case', async () => {
    const store = createCaseStore(database.open());
    const draft = (draftVersion: number) =>
      store.finalize({
        record: caseRecord(draftVersion),
        by: 'educator',
        override: null,
        session: { id: 'two-at-once', draftVersion },
        parent: null,
        saveAs: 'new-case',
      });
    const saved = await Promise.all([draft(5), draft(6)]);
    expect(new Set(saved.map(({ caseId }) => caseId)).size).toBe(1);
    expect((await store.finalization('two-at-once'))?.draftVersion).toBe(6);
  });

  test('a version is refused any change by the database itself', async () => {
    const opened = database.open();
    const { caseId } = await createCaseStore(opened).save(caseRecord(1));
    const pool = await opened.ready();
    await expect(pool.query('UPDATE case_versions SET title = $2 WHERE case_id = $1', [caseId, 'x'])).rejects.toThrow(
      /never changed/,
    );
    await expect(pool.query('DELETE FROM case_versions WHERE case_id = $1', [caseId])).rejects.toThrow(/never changed/);
  });

  test('lists newest first, page by page, and finds words as they are written', async () => {
    const store = createCaseStore(database.open());
    const titles = ['Morning 100% certain', 'Noon', 'Evening_x'];
    for (const title of titles) await store.save({ ...caseRecord(1), title });
    const [first, second] = await store.list({ limit: 2 });
    expect([first?.title, second?.title]).toEqual(['Evening_x', 'Noon']);
    expect((await store.list({ limit: 1, before: second?.caseId ?? 0 }))[0]?.title).toBe('Morning 100% certain');
    expect((await store.list({ limit: 10, query: '100%' })).map(({ title }) => title)).toEqual(['Morning 100% certain']);
    expect((await store.list({ limit: 10, query: 'g_x' })).map(({ title }) => title)).toEqual(['Evening_x']);
    expect(await store.list({ limit: 10, query: "'; DROP TABLE cases; --" })).toEqual([]);
    const { primaryDiagnosis, generation } = caseRecord(1);
    const complaint = generation.chiefComplaint ?? '';
    const found = async (query: string, complaints: string[]) => (await store.list({ limit: 10, query, complaints })).length;
    expect((await store.list({ limit: 10, query: primaryDiagnosis })).length).toBeGreaterThan(0);
    expect([await found(primaryDiagnosis, [complaint]), await found('Evening_x', [])]).toEqual([0, 1]);
    expect(await found(complaint, ['another'])).toBeLessThan(await found(complaint, [complaint])); // some titles have it too
  });

  test('twenty saves with one key at once make one case', async () => {
    const store = createCaseStore(database.open());
    const other = createCaseStore(database.open());
    const key = { key: 'the-same', requestHash: 'h' };
    const saved = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? store : other).save(caseRecord(i), key)));
    expect(new Set(saved.map(({ caseId }) => caseId)).size).toBe(1);
    expect(new Set(saved.map(({ record }) => JSON.stringify(record))).size).toBe(1);
    await expect(store.findByKey({ ...key, requestHash: 'other' })).rejects.toMatchObject({ kind: 'conflict' });
  });

  test('calls to models are summed by day and model', async () => {
    const usage = createUsageStore(database.open());
    const call = {
      name: 'findings',
      model: 'gpt-4o',
      provider: 'openai',
      outcome: 'answer',
      input: 100,
      cachedInput: 10,
      output: 50,
      elapsedMs: 900,
      attempts: 1,
    };
    await usage.note({ ...call, costUsd: 0.25 });
    await usage.note({ ...call, costUsd: 0.5 });
    await usage.note({ ...call, model: 'mine', costUsd: null });
    const day = new Date().toISOString().slice(0, 10);
    expect(await usage.byDay(2)).toEqual([
      { day, model: 'gpt-4o', calls: 2, input: 200, cachedInput: 20, output: 100, costUsd: 0.75 },
      { day, model: 'mine', calls: 1, input: 100, cachedInput: 10, output: 50, costUsd: null },
    ]);
  });

  test('a transaction that fails leaves nothing behind', async () => {
    const pool = await database.open().ready();
    const count = async () => Number((await pool.query('SELECT count(*) FROM cases')).rows[0].count);
    const before = await count();
    await expect(
      inTransaction(pool, async (client) => {
        await client.query('INSERT INTO cases DEFAULT VALUES');
        throw new Error('in the middle');
      }),
    ).rejects.toThrow('in the middle');
    expect(await count()).toBe(before);
  });
});

describe('a database that is not there', () => {
  const at = (port: number) => {
    const url = `postgres://nobody:secret@127.0.0.1:${port}/none`;
    return createCaseStore(
      createDatabase(createPool({ url, poolSize: 2, connectTimeoutMs: 800, statementTimeoutMs: 800 }, quietLog), quietLog),
    );
  };
  const failure = async (port: number): Promise<{ error: unknown; ms: number }> => {
    const start = performance.now();
    const error = await at(port)
      .ready()
      .then(
        () => undefined,
        (caught: unknown) => caught,
      );
    return { error, ms: performance.now() - start };
  };

  test('refuses: a clear 503, at once, without its address', async () => {
    const { error, ms } = await failure(await freePort());
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ kind: 'dependency-down', dependency: 'database' });
    expect((error as AppError).message).not.toMatch(/127|secret|nobody/);
    expect(ms).toBeLessThan(1_000);
  });

  test('stays silent: the same, after the connect time-out', async () => {
    const silent = await startSilentServer();
    const { error, ms } = await failure(silent.port);
    silent.close();
    expect(error).toMatchObject({ kind: 'dependency-down', dependency: 'database' });
    expect(ms).toBeLessThan(2_000);
  });
});
