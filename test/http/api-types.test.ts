import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ApiError, createClient, type ReplyOf, type RequestOf } from '../../shared/api-types.ts';

type Sent = { url: string; init: RequestInit };
const answering = (reply: Response): { sent: Sent[]; client: ReturnType<typeof createClient> } => {
  const sent: Sent[] = [];
  const send: typeof fetch = async (url, init = {}) => {
    sent.push({ url: String(url), init });
    return reply;
  };
  return { sent, client: createClient({ baseUrl: 'http://api.example/', authorization: 'Basic x', fetch: send }) };
};
const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json; charset=utf-8', ...init.headers },
  });

describe('the typed client', () => {
  test('fills the path and the query, signs in, and gives body and ETag', async () => {
    const { sent, client } = answering(json({ case_id: 7, versions: [] }, { headers: { etag: '"3"' } }));
    const { body, etag } = await client('GET /case/{case_id}/diff', { path: { case_id: 7 }, query: { from: 1, to: 2 } });
    expect(sent[0]?.url).toBe('http://api.example/case/7/diff?from=1&to=2');
    expect(sent[0]?.init).toMatchObject({ method: 'GET', headers: { authorization: 'Basic x' } });
    expect([body, etag]).toEqual([{ case_id: 7, versions: [] }, '"3"']);
    const changes: readonly string[] = (body as ReplyOf<'GET /case/{case_id}/diff'>).sentences;
    expect(changes).toBeUndefined();
  });

  test('sends bodies as JSON, with the headers that the route knows', async () => {
    const { sent, client } = answering(json({}));
    const order: RequestOf<'PUT /edit-case'> = {
      headers: { 'if-match': '"3"', prefer: 'return=representation' },
      body: { session_id: 'a', operations: [{ op: 'set-prior', bucket_id: 'd1', prior: 0.2 }] },
    };
    await client('PUT /edit-case', order);
    expect(sent[0]?.init).toMatchObject({ method: 'PUT', headers: { 'if-match': '"3"', 'content-type': 'application/json' } });
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual(order.body);
  });

  test('gives files as they are, and nothing where there is nothing', async () => {
    const file = new Response('a,b\r\n', {
      headers: { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="x.csv"' },
    });
    const { body } = await answering(file).client('GET /case/{case_id}/simulator-export/{format}', {
      path: { case_id: 1, format: 'lr-matrix-csv' },
      query: { tier_level: 3 },
    });
    expect(await body.text()).toBe('a,b\r\n');
    expect((await answering(new Response(null, { status: 204 })).client('GET /auth/check', {})).body).toBeUndefined();
  });

  test('throws what is no success as the problem that it is, whoever answered', async () => {
    const problem = { type: 'about:blank', title: 'Conflict', status: 409, detail: 'no', code: 'conflict', request_id: 'r' };
    const refused = answering(json(problem, { status: 409 })).client('GET /models', {});
    await expect(refused).rejects.toMatchObject({ name: 'ApiError', status: 409, problem });
    const broken = answering(new Response('<html>', { status: 502 })).client('GET /models', {});
    await expect(broken).rejects.toBeInstanceOf(ApiError);
  });
});

describe('for a page that is built without Node', () => {
  const folder = mkdtempSync(join(import.meta.dirname, '.page-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a right use builds, and a wrong one breaks the build', () => {
    const wrong = [
      `await client('GET /nowhere', {});`,
      `await client('GET /case/{case_id}', {});`,
      `await client('POST /preview-case', { body: { description: 1 } });`,
      `await client('GET /cases', { query: { page: 2 } });`,
      `(await client('GET /health', {})).body.uptime;`,
    ];
    const code = `
      import { createClient } from '../../../shared/api-types.ts';
      const client = createClient({ baseUrl: '' });
      const { body } = await client('POST /preview-case', { body: { description: 'x', primary_diagnosis: 'y' } });
      export const id: string | null = body.session_id;
      export const complaint: string | undefined = body.case_details.door_chart?.chief_complaint;
      await client('POST /case/{case_id}/edit', { path: { case_id: 1 } });
      ${wrong.map((line) => `// @ts-expect-error\n${line}`).join('\n')}`;
    writeFileSync(join(folder, 'page.ts'), code);
    const options = { types: [], lib: ['es2024', 'dom', 'dom.iterable'], module: 'esnext', moduleResolution: 'bundler' };
    const config = { extends: '../../../tsconfig.json', compilerOptions: options, include: ['page.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    expect(spawnSync(resolve('node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' }).stdout).toBe('');
  });
});
