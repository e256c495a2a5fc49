import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startFixture } from './start-fixture.ts';

type Fixture = Awaited<ReturnType<typeof startFixture>>;
type Answer = Record<string, unknown> & { params: Record<string, string>; headers: Record<string, string> };

const readJson = async (response: Response) => (await response.json()) as Answer;

describe.each([
  ['streaming', {}],
  ['buffered', { FIXTURE_BUFFERED: '1' }],
])('the local host, %s', (_, env) => {
  let app: Fixture;
  const get = (path: string, init?: RequestInit) => fetch(app.url + path, { signal: AbortSignal.timeout(8_000), ...init });
  const seen = async () => (await readJson(await get('/seen'))) as unknown as Record<'pieces' | 'cancelled' | 'gone', number>;

  beforeAll(async () => {
    app = await startFixture({ env });
  }, 30_000);
  afterAll(() => app.close(), 10_000);

  test.each([
    ['', 'root', {}],
    ['/', 'root', {}],
    ['/item/17', 'item-by-id', { id: '17' }],
    ['/item/latest', 'item-latest', {}],
    ['/ITEM/Latest/', 'item-latest', {}],
    ['/item/17a', 'item-by-name', { name: '17a' }],
    ['/item/9999999999', 'item-by-name', { name: '9999999999' }],
    ['/item/caf%C3%A9%20x', 'item-by-name', { name: 'café x' }],
    ['/item/a%2Fb', 'item-by-name', { name: 'a%2Fb' }],
    ['/item/%zz', 'item-by-name', { name: '%zz' }],
    ['/small/9', 'item-small', { id: '9' }],
    ['/page', 'page', {}],
    ['/page/2', 'page', { number: '2' }],
    ['/table/lr.matrix.csv', 'table', { name: 'lr.matrix' }],
    ['/files/a/b/c.txt', 'files', { path: 'a/b/c.txt' }],
  ])('%s goes to %s', async (path, name, params) => {
    expect(await readJson(await get(path))).toEqual({ name, params });
  });

  test.each(['/nothing', '/small/10', '/item', '/item/1/2', '/../root', '/page/1/2'])('%s is 404, as a problem', async (path) => {
    const response = await get(path, { headers: { 'x-request-id': 'mine-1' } });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('x-request-id')).toBe('mine-1');
    expect(await response.json()).toMatchObject({ type: 'about:blank', status: 404, code: 'not-found', request_id: 'mine-1' });
  });

  test('a path outside the route prefix is 404', async () => {
    expect((await fetch(`http://127.0.0.1:${app.port}/item/17`)).status).toBe(404);
  });

  test('a wrong method is 405 and names the right ones', async () => {
    const response = await get('/item/17', { method: 'PUT', body: 'x', headers: { 'x-request-id': 'a b' } });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS');
    const problem = await readJson(response);
    expect(problem).toMatchObject({ code: 'method-not-allowed', status: 405 });
    expect(problem.request_id).not.toBe('a b');
    expect(problem.request_id).toBe(response.headers.get('x-request-id'));
  });

  test('HEAD is answered by the GET function, without a body', async () => {
    const response = await get('/item/17', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('OPTIONS goes to the function that takes it, wherever no other does', async () => {
    expect((await get('/item/17', { method: 'OPTIONS' })).headers.get('allow')).toBe('all');
    expect((await get('/nowhere', { method: 'OPTIONS' })).status).toBe(204);
  });

  test('body, query, headers and cookies go through', async () => {
    const headers = { 'x-own': 'ü', 'x-ms-invocation-id': 'forged', 'x-forwarded-for': '1.2.3.4' };
    const response = await get('/echo?a=1&b=x%20y', { method: 'POST', body: 'größe', headers });
    const answer = await readJson(response);
    expect(answer).toMatchObject({ bytes: 7, text: 'größe', query: { a: '1', b: 'x y' }, url: `${app.url}/echo?a=1&b=x%20y` });
    expect(answer.headers['x-own']).toBe('ü');
    expect(answer.headers['x-ms-invocation-id']).toBeUndefined();
    expect(answer.headers['x-forwarded-for']).toBe('1.2.3.4, 127.0.0.1');
    expect(response.headers.get('x-made-by')).toBe('echo');
    expect(response.headers.get('set-cookie')).toMatch(/^kind=oat;.*HttpOnly/);
  });

  test('a form goes through', async () => {
    const form = new FormData();
    form.set('complaint', 'chest pain');
    expect(await (await get('/form', { method: 'POST', body: form })).json()).toEqual({ complaint: 'chest pain' });
  });

  test('a body of 2 MB goes through, an empty one and none too', async () => {
    const sizes = [];
    for (const body of [Buffer.alloc(2 * 1024 * 1024), '', null]) {
      sizes.push((await readJson(await get('/echo', { method: 'POST', body }))).bytes);
    }
    expect(sizes).toEqual([2 * 1024 * 1024, 0, 0]);
  });

  test('a larger body is 413, whether its length is declared or not', async () => {
    const declared = await get('/echo', { method: 'POST', body: Buffer.alloc(5_000_000) });
    expect(declared.status).toBe(413);
    expect(await declared.json()).toMatchObject({ code: 'payload-too-large' });

    const chunked = httpRequest(`${app.url}/echo`, { method: 'POST' });
    for (let sent = 0; sent < 50; sent++) chunked.write(Buffer.alloc(100_000));
    chunked.end();
    const [response] = await once(chunked, 'response');
    response.resume();
    expect(response.statusCode).toBe(413);
  });

  test('a client that waits for leave to send gets it, or 413 at once', async () => {
    const ask = async (length: number) => {
      const request = httpRequest(`${app.url}/echo`, {
        method: 'POST',
        headers: { expect: '100-continue', 'content-length': length },
      });
      request.on('error', () => undefined);
      request.on('continue', () => request.end(Buffer.alloc(length)));
      request.flushHeaders();
      const [response] = await once(request, 'response');
      response.resume();
      request.destroy();
      return response.statusCode;
    };
    expect([await ask(1_000), await ask(3_000_000)]).toEqual([200, 413]);
  });

  test.each(['/throws', '/throws-nothing', '/returns-text', '/returns-bad-status'])(
    '%s becomes 500 with a fixed sentence',
    async (path) => {
      const logged = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      const response = await get(path);
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ status: 500, code: 'internal' });
      expect(text).not.toContain('Ada');
      expect(String(logged.mock.calls)).toContain(`${path.slice(1)} failed`);
      expect(String(logged.mock.calls)).not.toContain('Ada');
      logged.mockRestore();
    },
  );

  test('no result is an empty answer', async () => {
    expect((await get('/returns-nothing')).status).toBe(204);
  });

  test('a request that is not HTTP, or has no usable Host, is 400', async () => {
    const raw = async (text: string) => {
      const socket = connect(app.port, '127.0.0.1');
      socket.end(text);
      const pieces = await socket.setEncoding('utf8').toArray();
      return pieces.join('').split('\r\n')[0];
    };
    expect(await raw('HELLO\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request');
    expect(await raw('GET /v1 HTTP/1.1\r\nHost: a@b\r\nConnection: close\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request');
    expect(await raw(`GET /v1 HTTP/1.1\r\nHost: x\r\nX-Long: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/ 431 /);
    expect(await raw('GET http://elsewhere/v1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toBe('HTTP/1.1 200 OK');
  });

  test('the app can see that its client has left', async () => {
    const { gone } = await seen();
    await expect(get('/waits?ms=600', { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    await expect.poll(async () => (await seen()).gone).toBe(gone + 1);
  });
});

test('closing lets requests in flight finish and takes no new ones', async () => {
  const app = await startFixture();
  const inFlight = fetch(`${app.url}/waits?ms=500`);
  await sleep(150);
  const closing = app.close();
  await sleep(50);
  await expect(fetch(`${app.url}/seen`)).rejects.toThrow();
  expect(await (await inFlight).json()).toEqual({ waited: true });
  await closing;
}, 15_000);

test('closing does not wait for ever', async () => {
  const app = await startFixture();
  const inFlight = fetch(`${app.url}/waits?ms=9000`);
  await sleep(150);
  const began = performance.now();
  await Promise.all([app.close(), expect(inFlight).rejects.toThrow()]);
  expect(performance.now() - began).toBeLessThan(7_000);
}, 15_000);

test('a port that is taken fails the start with its code', async () => {
  const app = await startFixture();
  await expect(startFixture({ port: app.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await app.close();
}, 15_000);
