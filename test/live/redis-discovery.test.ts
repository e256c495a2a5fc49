import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';
import { type RunningApi, startApi } from '../helpers/running-api.ts';

const wanted = { description: 'A man of 58 with chest pain', primary_diagnosis: 'STEMI', model: 'library' };
const name = 'redis-app.medical-case-env.internal';
const outages: unknown[] = [];
process.on('unhandledRejection', (error) => outages.push(error));

/** The deployment's story, through the door: a name that Azure does not make first, then one that is not there yet. */
describe.skipIf(redisMissing ?? postgresMissing)('the API, told of two addresses for Redis', { timeout: 40_000 }, () => {
  let api: RunningApi;
  let database: TestDatabase;
  let redis: RedisServer;
  beforeAll(async () => {
    database = await createTestDatabase();
    redis = new RedisServer(await freePort());
    api = await startApi({ POSTGRES_URL: database.url, REDIS_URL: `redis://:hidden@${name}:6379/0,${redis.url}` });
  });
  afterAll(async () => {
    await api?.close();
    await redis?.dispose();
    await database?.drop();
    expect(outages).toEqual([]);
  });

  const health = async () => (await api.ask('/health')).body as { status: string; dependencies: { redis: unknown } };

  test('both missing: it runs, says what each did, and editing is off', async () => {
    expect(await health()).toMatchObject({
      status: 'degraded',
      redis_connection: 'disconnected',
      dependencies: {
        redis: {
          state: 'down',
          address: null,
          tried: [
            { address: `redis://${name}:6379/0`, result: expect.stringMatching(/name-not-found|no-answer/) },
            { address: redis.url, result: 'refused' },
          ],
        },
      },
    });
    const preview = await api.post('/preview-case', wanted);
    expect(preview).toMatchObject({ status: 200, body: { session_id: null, editing: { enabled: false } } });
    expect(JSON.stringify(preview.body.editing)).toMatch(/session store|Redis/i);
    expect(await api.post('/generate-case', wanted)).toMatchObject({ status: 200 });
  });

  test('Redis appears at the second: within 2 s it is used and editing is on', async () => {
    await redis.start();
    const start = performance.now();
    await expect.poll(async () => (await health()).status, { timeout: 5_000, interval: 50 }).toBe('healthy');
    expect(performance.now() - start).toBeLessThan(2_000);
    expect((await health()).dependencies.redis).toMatchObject({ state: 'ok', address: redis.url, tried: [{}, { result: 'ok' }] });
    const preview = await api.post('/preview-case', wanted);
    expect(preview.body).toMatchObject({ session_id: expect.any(String), editing: { enabled: true } });
    expect(await api.ask(`/session/${preview.body.session_id}`)).toMatchObject({ status: 200 });
  });

  test('the log tells each change once, never a password', () => {
    const lines = api
      .output()
      .split('\n')
      .filter((line) => line.includes('"event":"redis-'));
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['redis-unavailable', 'redis-ready']);
    expect(api.output()).not.toContain('hidden');
  });
});
