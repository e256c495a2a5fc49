import { describe, expect, test } from 'vitest';
import { fallback } from '../../functions/fallback.ts';
import '../../functions/preview-case-post.ts';
import { modelsGet } from '../../functions/models-get.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import type { Log } from '../../shared/log.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { bodyOf, context, headerOf, request } from '../helpers/requests.ts';

const listening = (): { log: Log; lines: string[] } => {
  const lines: string[] = [];
  const keep = (event: string, fields?: object) => void lines.push(JSON.stringify({ event, ...fields }));
  return { lines, log: { info: keep, warn: keep, error: keep } };
};

describe('every reply', () => {
  test('carries a request id: the caller’s if it is sane, else a new one', async () => {
    const id = async (given: string) =>
      headerOf(
        await modelsGet(request('/models', { headers: { 'x-request-id': given } }), context(), fakeDeps()),
        'x-request-id',
      );
    expect(await id('trace-42')).toBe('trace-42');
    expect(await id('a b\tc')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('may not be kept, sniffed or referred from', async () => {
    const reply = await modelsGet(request('/models'), context(), fakeDeps());
    expect(reply.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  test('opens to the origins that are named, and to no other', async () => {
    const deps = fakeDeps({}, { ALLOWED_ORIGINS: 'https://teach.example' });
    const from = (origin: string) => modelsGet(request('/models', { headers: { origin } }), context(), deps);
    expect((await from('https://teach.example')).headers).toMatchObject({
      'access-control-allow-origin': 'https://teach.example',
      vary: 'Origin',
    });
    expect(headerOf(await from('https://evil.example'), 'access-control-allow-origin')).toBeUndefined();
  });

  test('to a preflight names the methods, without sign-in', async () => {
    const reply = await modelsGet(
      request('/models', { method: 'OPTIONS', headers: { authorization: '', origin: 'https://teach.example' } }),
      context(),
      fakeDeps({}, { ALLOWED_ORIGINS: 'https://teach.example' }),
    );
    expect(reply.status).toBe(204);
    expect(reply.headers).toMatchObject({
      'access-control-allow-methods': 'GET',
      'access-control-allow-origin': 'https://teach.example',
    });
  });
});

describe('what goes wrong unforeseen', () => {
  test('is a fixed sentence outside, and a log line without the message', async () => {
    const { log, lines } = listening();
    const broken = endpoint(async () => {
      throw Object.assign(new Error('password=hunter2 for patient Jane Roe'), { code: 'XX000' });
    });
    const reply = await broken(request('/x'), context(), fakeDeps({ log }));
    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply)).not.toMatch(/hunter2|Jane/);
    expect(lines.join()).toContain('XX000');
    expect(lines.join()).not.toMatch(/hunter2|Jane/);
  });

  test('a handler that returns nothing is 204', async () => {
    expect((await endpoint(async () => undefined)(request('/x'), context(), fakeDeps())).status).toBe(204);
  });

  test('a stream that fails midway ends with the problem as its last piece', async () => {
    const streaming = endpoint(async () => ({
      pieces: (async function* () {
        yield 'event: stage\n\n';
        throw new Error('secret words');
      })(),
    }));
    const reply = await streaming(request('/x'), context(), fakeDeps());
    const text = await new Response(reply.body as ReadableStream).text();
    expect(text).toContain('event: stage');
    expect(text).toContain('event: failed');
    expect(text).not.toContain('secret');
  });
});

describe('an address', () => {
  const ask = (path: string, method: 'GET' | 'POST') => fallback(request(path, { method }), context(), fakeDeps());
  test('that nothing is at: 404', async () => {
    expect(await ask('/nowhere', 'GET')).toMatchObject({ status: 404 });
  });
  test('that is no way to write a known one: 404, not a 405 that names the method used', async () => {
    for (const path of ['//models', '/models//', '/a/models']) expect((await ask(path, 'GET')).status).toBe(404);
  });
  test('that does not take the method: 405 with those it takes', async () => {
    const reply = await ask('/preview-case', 'GET');
    expect(reply.status).toBe(405);
    expect(headerOf(reply, 'allow')).toBe('POST');
    expect(bodyOf(reply).code).toBe('method-not-allowed');
  });
});

describe('a reply that is sent piece by piece', () => {
  test('stops the work behind it when its reader turns away', async () => {
    let signal: AbortSignal | undefined;
    const slow = endpoint(async (_, __, call) => {
      signal = call.signal;
      async function* pieces() {
        yield 'first';
        await new Promise((resolve) => call.signal.addEventListener('abort', resolve));
      }
      return { pieces: pieces() };
    });
    const reply = await slow(request('/slow'), context(), fakeDeps());
    const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('first');
    expect(signal?.aborted).toBe(false);
    await reader.cancel();
    expect(signal?.aborted).toBe(true);
  });
});
