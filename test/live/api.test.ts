import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';
import { signIn } from '../helpers/requests.ts';
import { type RunningApi, startApi } from '../helpers/running-api.ts';

const wanted = { description: '58-year-old man, chest pressure for two hours, sweating', primary_diagnosis: 'STEMI', seed: 11 };
/** Words that only a caller writes; none of them may stand in a log. */
const planted = 'zanzibar-marzipan';

describe.skipIf(postgresMissing ?? redisMissing)('the API over HTTP', () => {
  let database: TestDatabase;
  let redis: RedisServer;
  let api: RunningApi;

  beforeAll(async () => {
    database = await createTestDatabase();
    redis = new RedisServer(await freePort());
    await redis.start();
    api = await startApi({ POSTGRES_URL: database.url, REDIS_URL: redis.url, ALLOWED_ORIGINS: 'https://teach.example' });
  });
  afterAll(async () => {
    await api?.close();
    await redis?.dispose();
    await database?.drop();
  });

  test('is alive, and healthy within 2 s', async () => {
    expect((await api.ask('/', { headers: { authorization: '' } })).body).toMatchObject({
      message: 'Medical Case Generator API',
    });
    const start = performance.now();
    const health = await api.ask('/health', { headers: { authorization: '' } });
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(health).toMatchObject({
      status: 200,
      body: { status: 'healthy', redis_connection: 'connected', database_connection: 'connected', openai_api_key: 'Missing' },
    });
    expect(health.text).not.toMatch(/educator|right|medical_cases:/);
  });

  test('previews a case, keeps it as a session, and shows it again', async () => {
    const draft = await api.post('/preview-case', wanted);
    expect(draft.status).toBe(200);
    const shown = await api.ask(`/session/${draft.body.session_id}`);
    expect(shown.body.case_details).toEqual(draft.body.case_details);
    expect(shown.headers.get('etag')).toBe('"1"');
    expect((await api.ask(`/session/${draft.body.session_id}`)).text).toBe(shown.text);
  });

  test('generates, saves, lists and shows a case', async () => {
    const made = await api.post('/generate-case', wanted, { headers: { 'idempotency-key': 'live-1' } });
    const again = await api.post('/generate-case', wanted, { headers: { 'idempotency-key': 'live-1' } });
    expect(made.status).toBe(200);
    expect(again.body.case_id).toBe(made.body.case_id);
    expect((await api.ask('/cases?q=STEMI')).body).toMatchObject([{ case_id: made.body.case_id }]);
    expect((await api.ask(`/case/${made.body.case_id}`)).body.case_details).toEqual(made.body.case_details);
  });

  test('answers to HEAD, and to a preflight of a page that may call', async () => {
    expect((await api.ask('/', { method: 'HEAD' })).status).toBe(200);
    const preflight = await api.ask('/preview-case', {
      method: 'OPTIONS',
      headers: { authorization: '', origin: 'https://teach.example', 'access-control-request-headers': 'authorization' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://teach.example');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST');
  });

  test.each([
    ['malformed JSON', `{"description": "${planted}`, 400, 'invalid-request'],
    ['wrong types', { description: [planted], primary_diagnosis: 7 }, 422, 'invalid-request'],
    ['nothing', '', 400, 'invalid-request'],
    ['5 MB', JSON.stringify({ ...wanted, description: planted.repeat(300_000) }), 413, 'payload-too-large'],
    ['an unknown model', { ...wanted, model: planted }, 422, 'invalid-request'],
    ['a temperature out of range', { ...wanted, temperature: -1 }, 422, 'invalid-request'],
    ['NUL', { ...wanted, description: `${planted}\0` }, 422, 'invalid-request'],
    ['a lone surrogate', `{"description":"${planted} \\ud800","primary_diagnosis":"STEMI"}`, 422, 'invalid-request'],
    ['100,000 characters', { ...wanted, description: `${planted} `.repeat(5_600) }, 422, 'invalid-request'],
    ['an unknown diagnosis', { ...wanted, primary_diagnosis: planted }, 422, 'invalid-request'],
  ])('refuses %s with a problem', async (_, body, status, code) => {
    for (const path of ['/preview-case', '/generate-case']) {
      const reply = await api.post(path, body);
      expect(reply.status).toBe(status);
      expect(reply.headers.get('content-type')).toBe('application/problem+json');
      expect(reply.body).toMatchObject({
        status,
        code,
        detail: expect.any(String),
        request_id: reply.headers.get('x-request-id'),
      });
    }
  });

  test('refuses bytes that are no text', async () => {
    const reply = await api.ask('/preview-case', { method: 'POST', body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) });
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  test('refuses a wrong method, an unknown address and a missing sign-in', async () => {
    const wrongMethod = await api.ask('/preview-case', { method: 'DELETE' });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get('allow')).toContain('POST');
    expect((await api.ask('/no/such/place')).status).toBe(404);
    expect((await api.ask('/cases', { headers: { authorization: '' } })).status).toBe(401);
    expect((await api.ask('/cases', { headers: { authorization: signIn('educator', planted) } })).status).toBe(401);
  });

  test('forty previews at once all succeed', async () => {
    const replies = await Promise.all(Array.from({ length: 40 }, (_, seed) => api.post('/preview-case', { ...wanted, seed })));
    expect(replies.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    expect(new Set(replies.map(({ body }) => body.session_id)).size).toBe(40);
  });

  test('when Redis dies, previews go on without editing, sessions say why, and all is well when it is back', async () => {
    const before = await api.post('/preview-case', wanted);
    await redis.kill();
    const start = performance.now();
    const without = await api.post('/preview-case', wanted);
    expect(performance.now() - start).toBeLessThan(2_500);
    expect(without).toMatchObject({ status: 200, body: { session_id: null, editing: { enabled: false } } });
    const session = await api.ask(`/session/${before.body.session_id}`);
    expect(session).toMatchObject({ status: 503, body: { code: 'dependency-down', dependency: 'redis' } });
    expect(session.headers.get('retry-after')).toBe('2');
    const health = await api.ask('/health');
    expect(health).toMatchObject({ status: 200, body: { status: 'degraded', redis_connection: 'disconnected' } });
    expect((await api.post('/generate-case', wanted)).status).toBe(200);
    await redis.start();
    const back = performance.now();
    while ((await api.ask(`/session/${before.body.session_id}`)).status !== 200 && performance.now() - back < 5_000)
      await sleep(50);
    expect(performance.now() - back).toBeLessThan(2_000);
    expect((await api.ask('/health')).body.status).toBe('healthy');
  });

  test('nothing of what was written stands in the log', () => {
    expect(api.output()).not.toContain(planted);
    expect(api.output()).not.toContain('chest pressure for two hours');
  });
});
