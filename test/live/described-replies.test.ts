import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../shared/api-types.ts';
import { apiRoutes } from '../../shared/http/api/registry.ts';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { undescribed } from '../helpers/described.ts';
import { freePort, RedisServer, redisMissing } from '../helpers/redis-server.ts';
import { signIn } from '../helpers/requests.ts';
import { type RunningApi, startApi } from '../helpers/running-api.ts';

type RouteName = keyof typeof apiRoutes;
type Ask = { path?: string; body?: unknown; headers?: Record<string, string>; text?: boolean };

describe.skipIf(postgresMissing ?? redisMissing)('every reply is as it is described', () => {
  let database: TestDatabase;
  let redis: RedisServer;
  let api: RunningApi;
  const asked = new Set<RouteName>();

  beforeAll(async () => {
    database = await createTestDatabase();
    redis = new RedisServer(await freePort());
    await redis.start();
    api = await startApi({ POSTGRES_URL: database.url, REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await api?.close();
    await redis?.dispose();
    await database?.drop();
  });

  /** Asks a route and holds its reply against the description, whatever its status. */
  async function ask(
    route: RouteName,
    status: number,
    { path, body, headers = {}, text = false }: Ask = {},
  ): Promise<Record<string, unknown>> {
    const [method = '', template = ''] = route.split(' ');
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const reply = await api.ask(path ?? template, { method, headers: { ...json, ...headers }, ...sent });
    expect(reply.status, `${route}: ${reply.text.slice(0, 300)}`).toBe(status);
    const type = reply.headers.get('content-type') ?? '';
    const isJson = /^application\/(problem\+)?json/.test(type) && !text;
    expect(undescribed(route, status, type, isJson ? JSON.parse(reply.text) : reply.text)).toEqual([]);
    asked.add(route);
    return reply.body;
  }

  const wanted = { description: '58-year-old man, chest pressure for two hours, sweating', primary_diagnosis: 'STEMI', seed: 11 };

  test('of every route', { timeout: 120_000 }, async () => {
    for (const route of [
      'GET /',
      'GET /health',
      'GET /models',
      'GET /usage',
      'GET /library',
      'GET /openapi.json',
      'GET /docs',
      'GET /schemas/medical-case.json',
    ] as const)
      await ask(route, 200);
    await ask('GET /docs/{file}', 200, { path: '/docs/docs.css' });
    await ask('GET /docs/{file}', 200, { path: '/docs/docs.js' });
    await ask('GET /auth/check', 204);
    await ask('GET /library/{icd10}', 200, { path: '/library/I21.3' });

    const draft = await ask('POST /preview-case', 200, { body: wanted });
    const session = `/session/${draft.session_id}`;
    await ask('POST /preview-case', 200, { body: wanted, headers: { accept: 'text/event-stream' }, text: true });
    await ask('GET /session/{session_id}', 200, { path: session });
    const edit = {
      session_id: draft.session_id,
      operations: [{ op: 'set-finding', finding_id: 'h1', rationale: undefined, finding: 'a new name' }],
    };
    await ask('PUT /edit-case', 200, { body: edit });
    await ask('PUT /edit-case', 200, {
      body: { session_id: draft.session_id, title: 'Another title' },
      headers: { prefer: 'return=representation' },
    });
    await ask('POST /session/{session_id}/undo', 200, { path: `${session}/undo` });
    await ask('POST /session/{session_id}/redo', 200, { path: `${session}/redo`, headers: { prefer: 'return=representation' } });
    await ask('GET /session/{session_id}/history', 200, { path: `${session}/history` });
    await ask('GET /session/{session_id}/simulator-exports', 200, { path: `${session}/simulator-exports` });
    const { exports } = (await ask('GET /session/{session_id}/simulator-exports', 200, {
      path: `${session}/simulator-exports`,
    })) as { exports: { path: string }[] };
    for (const { path } of exports)
      await ask(
        path.startsWith('export/')
          ? 'GET /session/{session_id}/export/{format}'
          : 'GET /session/{session_id}/simulator-export/{format}',
        200,
        { path: `${session}/${path}`, text: true },
      );
    await ask('GET /session/{session_id}/export/all.zip', 200, { path: `${session}/export/all.zip` });
    await ask('POST /analyze', 200, { body: { session_id: draft.session_id } });
    await ask('POST /regenerate-lrs', 200, { body: { session_id: draft.session_id } });
    const { case_details, diagnostic_framework, description, primary_diagnosis } = draft;
    const loose = { case_details, diagnostic_framework, description, primary_diagnosis };
    await ask('POST /regenerate-lrs', 200, { body: loose });
    await ask('POST /regenerate-section', 200, { body: { session_id: draft.session_id, section: 'title' } });
    await ask('POST /sessions', 201, { body: { case: draft } });

    const made = await ask('POST /generate-case', 200, { body: wanted });
    const path = `/case/${made.case_id}`;
    await ask('GET /cases', 200);
    await ask('GET /practice', 200);
    await ask('GET /case/{case_id}', 200, { path });
    await ask('GET /case/{case_id}/output-files', 200, { path: `${path}/output-files` });
    await ask('GET /case/{case_id}/simulator-exports', 200, { path: `${path}/simulator-exports` });
    for (const { path: format } of exports)
      await ask(
        format.startsWith('export/') ? 'GET /case/{case_id}/export/{format}' : 'GET /case/{case_id}/simulator-export/{format}',
        200,
        { path: `${path}/${format}`, text: true },
      );
    await ask('GET /case/{case_id}/export/all.zip', 200, { path: `${path}/export/all.zip` });
    await ask('GET /cases/export.zip', 200, { path: '/cases/export.zip?ids=all' });
    const opened = await ask('POST /case/{case_id}/edit', 200, { path: `${path}/edit` });
    await ask('PUT /edit-case', 200, { body: { session_id: opened.session_id, title: 'Second version' } });
    await ask('POST /finalize-case', 200, { body: { session_id: opened.session_id, override_reason: 'for the test' } });
    const start = await ask('GET /case/{case_id}/practice', 200, { path: `${path}/practice` });
    const { tests } = start.menu as { tests: { finding_id: string }[] };
    const id = tests[0]?.finding_id;
    await ask('GET /case/{case_id}/practice', 200, { path: `${path}/practice?ask=${id}` });
    await ask('GET /case/{case_id}/practice', 200, { path: `${path}/practice?reveal=1&asked=${id}&tier_level=2` });
    await ask('GET /case/{case_id}/versions', 200, { path: `${path}/versions` });
    await ask('GET /case/{case_id}/diff', 200, { path: `${path}/diff?from=1&to=2` });
    await ask('POST /case/{case_id}/retire', 200, { path: `${path}/retire` });
    await ask('POST /case/{case_id}/restore', 200, { path: `${path}/restore` });

    const file = (await api.ask(`${path}/export/case-json`)).text;
    await ask('POST /cases/import', 200, { body: file });
    await ask('POST /cases/import', 200, { path: '/cases/import?as=case&override_reason=test', body: file });
    await ask('POST /cases/import', 200, {
      body: await ask('GET /case/{case_id}/output-files', 200, { path: `${path}/output-files` }),
    });
    const csv = (await api.ask(`${path}/simulator-export/lr-matrix-csv`)).text;
    await ask('POST /cases/import', 200, {
      path: `/cases/import?case_id=${made.case_id}`,
      body: csv,
      headers: { 'content-type': 'text/csv' },
    });

    expect(Object.keys(apiRoutes).filter((route) => !asked.has(route as RouteName))).toEqual([]);
  });

  test('that is a problem', async () => {
    await ask('GET /case/{case_id}', 404, { path: '/case/999999' });
    await ask('GET /session/{session_id}', 404, { path: '/session/gone' });
    await ask('POST /preview-case', 400, { body: '{' });
    await ask('POST /preview-case', 422, { body: {} });
    await ask('POST /preview-case', 413, { body: JSON.stringify({ ...wanted, description: 'x'.repeat(3_000_000) }) });
    await ask('GET /library/{icd10}', 404, { path: '/library/X00' });
    await ask('GET /docs/{file}', 404, { path: '/docs/other' });
    const { session_id } = await ask('POST /preview-case', 200, { body: wanted });
    await ask('PUT /edit-case', 200, { body: { session_id, title: 'one' } });
    await ask('PUT /edit-case', 412, { body: { session_id, title: 'two' }, headers: { 'if-match': '"1"' } });
    await ask('PUT /edit-case', 409, { body: { session_id, title: 'three', base_version: 1 } });
    const leaf = (await ask('GET /session/{session_id}', 200, { path: `/session/${session_id}` })).primary_leaf_id;
    await ask('PUT /edit-case', 422, {
      body: { session_id, operations: [{ op: 'set-ratio', finding_id: 'h1', bucket_id: leaf, likelihood_ratio: 1e5 }] },
    });
    await ask('PUT /edit-case', 422, { body: { session_id, operations: [{ op: 'remove-bucket', bucket_id: leaf }] } });
    const blank = { session_id, primary_diagnosis: 'STEMI', case_details: { presentation: 'It is a STEMI.' } };
    await ask('POST /finalize-case', 422, { body: blank });
  });

  test('nobody who has not signed in gets past a route that is not open, and anybody past one that is', async () => {
    for (const [route, description] of Object.entries(apiRoutes)) {
      const [method = '', path = ''] = route.split(' ');
      const reply = await api.ask(path.replace('{file}', 'docs.js').replace(/\{\w+\}/g, '1'), {
        method,
        headers: { authorization: '' },
      });
      expect(reply.status === 401, `${route}: ${reply.status}`).toBe(!('open' in description));
    }
  });

  test('is typed for the client that asks', async () => {
    const client = createClient({ baseUrl: api.url, authorization: signIn('educator', 'right') });
    const { body, etag } = await client('POST /preview-case', { body: wanted });
    const { body: shown } = await client('GET /session/{session_id}', { path: { session_id: body.session_id ?? '' } });
    expect([etag, shown.version, shown.case_details.door_chart?.age]).toEqual(['"1"', 1, 58]);
    await expect(client('GET /case/{case_id}', { path: { case_id: 999_999 } })).rejects.toMatchObject({ status: 404 });
  });
});
