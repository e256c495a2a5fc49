/** What happens to a request between the socket and its function: route, body, and the host's own refusals. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { answer } from './answer.ts';
import { type App, describeFailure, log } from './app.ts';
import { type Problem, problemBody, problemHeaders, problems, sendProblem } from './problem.ts';
import { declaresTooMuch, readBody, refuseBody } from './read-body.ts';
import type { Router } from './router.ts';

type Settings = { app: App; router: Router; maxBodyBytes: number };
type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export const requestListener = (settings: Settings): Listener => {
  const { app } = settings;
  return (request, response) => {
    response.on('error', () => undefined); // a socket that broke while we wrote: `close` follows and says it all
    handle(settings, request, response).catch((error: unknown) => {
      log(app, 'error', 'system', `The local host failed: ${describeFailure(error)}`);
      if (response.headersSent) response.destroy();
      else sendProblem(response, problems.unforeseen);
    });
  };
};

const handle = async (
  { app, router, maxBodyBytes }: Settings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { method = 'GET' } = request;
  const { host = `localhost:${request.socket.localPort}` } = request.headers;
  const path = pathOf(request);
  if (path === undefined || !isHost(host)) return sendProblem(response, problems.invalidRequest);

  const finding = router(method, path);
  if (finding.kind === 'unknown') return sendProblem(response, problems.notFound);
  if (finding.kind === 'wrong-method') return sendProblem(response, problems.wrongMethod, { allow: finding.allow });

  if (request.headers.expect && !declaresTooMuch(request, maxBodyBytes)) response.writeContinue();
  const body = await readBody(request, maxBodyBytes);
  if (body.kind === 'too-large') return refuseBody(request, response);
  if (body.kind === 'gone') return;
  await answer({ app, request, response, body: body.bytes, host }, finding);
};

/** The path without its query. A client may send the whole address (as to a proxy): then it is brought down to path and query. */
const pathOf = (request: IncomingMessage): string | undefined => {
  let { url = '/' } = request;
  if (!url.startsWith('/')) {
    if (!URL.canParse(url)) return undefined;
    const { pathname, search } = new URL(url);
    url = request.url = pathname + search;
  }
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
};

/** A `Host` that would not make an address, or would make another one, must not reach the library's `new Request`. */
const isHost = (host: string): boolean => /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host);

const clientErrors: Record<string, Problem> = {
  HPE_HEADER_OVERFLOW: problems.longHeaders,
  ERR_HTTP_REQUEST_TIMEOUT: problems.tooSlow,
};

/** What is not HTTP at all. Node would answer with a bare status line; clients of this API read problems. */
export const onClientError = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = clientErrors[error.code ?? ''] ?? problems.invalidRequest;
  const requestId = crypto.randomUUID();
  const body = problemBody(problem, requestId);
  const headers = {
    ...problemHeaders,
    'x-request-id': requestId,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${body}`);
};
