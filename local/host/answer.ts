/** From a routed request to its answer, streamed or buffered as the app has chosen. */
import { randomUUID } from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from './app.ts';
import { type Invocation, invoke } from './invoke.ts';
import { isStream, pacedBody } from './paced-body.ts';
import { problemBody, problemHeaders, problems, requestIdOf } from './problem.ts';
import type { Found } from './router.ts';
import { sendHttpData } from './send-http-data.ts';

/** On Azure an app finds out that its client has left by this channel (see `endpoint`), so the host tells it there as well. */
const requestStart = diagnostics.channel('http.server.request.start');
const invocationHeader = 'x-ms-invocation-id';

export type Incoming = { app: App; request: IncomingMessage; response: ServerResponse; body: Buffer; host: string };

export const answer = async (incoming: Incoming, { registered, triggerName, params }: Found): Promise<void> => {
  const { app, request, response, host } = incoming;
  const invocationId = randomUUID();
  const headers = headersForApp(request);
  const invocation: Invocation = {
    app,
    registered,
    invocationId,
    triggerName,
    input: {},
    triggerMetadata: {},
    prepare: (result) => prepare(result, response),
    failed: () => failure(request),
  };
  if (app.streaming) {
    for (const [name, value] of Object.entries(params)) invocation.triggerMetadata[name] = { string: value };
    invocation.triggerMetadata.Headers = { json: JSON.stringify(headers) };
  } else {
    const { method = 'GET', url = '/' } = request;
    invocation.input = { http: { method, url: `http://${host}${url}`, headers, params, body: { bytes: incoming.body } } };
  }
  request.headers[invocationHeader] = invocationId; // also puts out what a client may have sent under this name
  requestStart.publish({ request, response, socket: request.socket, server: app.streaming });
  app.streaming?.emit('request', forwarded(incoming), response);
  try {
    const returned = await invoke(invocation);
    if (returned?.http) await sendHttpData(response, returned.http);
  } catch {
    // Not even the 500 could be sent: the answer had begun. Cutting the connection is the only honest end left.
    response.destroy();
  }
  if (!response.writableEnded && !response.destroyed) response.end();
};

/** What the platform's own proxy would send to the library's server. Buffer and request in one: the library asks for both. */
const forwarded = ({ request, body, host }: Incoming) => {
  const { method, url } = request;
  const headers = {
    [invocationHeader]: request.headers[invocationHeader],
    'x-forwarded-host': host,
    'x-forwarded-proto': 'http',
  };
  return Object.assign(Buffer.from(body.buffer, body.byteOffset, body.length), { method, url, headers });
};

/** As on Azure, the last entry of x-forwarded-for is who really called; what a client claims stands before it. */
const headersForApp = (request: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const caller = request.socket.remoteAddress ?? '';
  const claimed = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = claimed ? `${claimed}, ${caller}` : caller;
  delete headers[invocationHeader];
  return headers;
};

/** No result is an empty answer; without this, a streaming client would wait for ever. */
const prepare = (result: unknown, response: ServerResponse): unknown => {
  if (result === null || result === undefined) return { status: 204 };
  if (
    typeof result === 'object' &&
    'body' in result &&
    isStream(result.body) &&
    Object.getPrototypeOf(result) === Object.prototype
  ) {
    return { ...result, body: pacedBody(result.body, response) };
  }
  return result;
};

const failure = (request: IncomingMessage) => {
  const requestId = requestIdOf(request);
  const headers = { ...problemHeaders, 'x-request-id': requestId };
  return { status: problems.unforeseen.status, headers, body: problemBody(problems.unforeseen, requestId) };
};
