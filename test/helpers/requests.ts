import { randomUUID } from 'node:crypto';
import functions, { type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';

type Options = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'OPTIONS';
  readonly headers?: Record<string, string>;
  readonly params?: Record<string, string>;
  readonly body?: string;
};

/** A request as the host hands it to a handler. */
export function request(path: string, { method = 'GET', headers = {}, params = {}, body }: Options = {}): HttpRequest {
  const url = new URL(path, 'http://127.0.0.1');
  return new functions.HttpRequest({
    method,
    url: url.href,
    headers: { authorization: signIn('educator', 'right'), ...headers },
    params,
    query: Object.fromEntries(url.searchParams),
    ...(body === undefined ? {} : { body: { string: body } }),
  });
}

export const post = (path: string, body: unknown, headers: Record<string, string> = {}): HttpRequest =>
  request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export const signIn = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

export const context = (): InvocationContext =>
  new functions.InvocationContext({ functionName: 'test', invocationId: randomUUID(), logHandler: () => {} });

/** Body of a handler's reply as JSON. */
export const bodyOf = (reply: HttpResponseInit): Record<string, unknown> & { errors?: { path: string; message: string }[] } =>
  JSON.parse(typeof reply.body === 'string' ? reply.body : 'null');
export const headerOf = (reply: HttpResponseInit, name: string): string | undefined =>
  (reply.headers as Record<string, string> | undefined)?.[name];

/** Body of a reply that is sent as a stream, as JSON. */
export const streamedBodyOf = async (reply: HttpResponseInit): Promise<Record<string, unknown>> =>
  JSON.parse(await new Response(reply.body as ReadableStream).text());
