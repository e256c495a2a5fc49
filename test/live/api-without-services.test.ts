import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../helpers/redis-server.ts';
import { type RunningApi, startApi } from '../helpers/running-api.ts';

const wanted = { description: 'A man of 58 with chest pain', primary_diagnosis: 'STEMI' };
let api: RunningApi;

beforeAll(async () => {
  const [nobody, nowhere] = [await freePort(), await freePort()];
  api = await startApi({
    POSTGRES_URL: `postgres://user:hidden@127.0.0.1:${nobody}/none`,
    REDIS_URL: `redis://:hidden@127.0.0.1:${nowhere}`,
  });
});
afterAll(() => api?.close());

test('with neither database nor Redis it starts, is alive, and says so', async () => {
  expect((await api.ask('/')).status).toBe(200);
  const start = performance.now();
  const health = await api.ask('/health');
  expect(performance.now() - start).toBeLessThan(2_000);
  expect(health).toMatchObject({
    status: 503,
    body: { status: 'unhealthy', redis_connection: 'disconnected', database_connection: 'disconnected' },
  });
  expect(health.text).not.toContain('hidden');
});

test('a preview is still whole; only editing is off', async () => {
  const reply = await api.post('/preview-case', wanted);
  expect(reply).toMatchObject({ status: 200, body: { session_id: null, editing: { enabled: false } } });
});

test('what needs the database is 503 with its name, quickly', async () => {
  for (const reply of [await api.post('/generate-case', wanted), await api.ask('/cases'), await api.ask('/case/1')]) {
    expect(reply).toMatchObject({ status: 503, body: { code: 'dependency-down', dependency: 'database' } });
    expect(reply.headers.get('retry-after')).toBe('5');
    expect(reply.text).not.toMatch(/hidden|127\.0\.0\.1|ECONN/);
  }
});
