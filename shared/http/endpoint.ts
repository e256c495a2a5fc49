import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { type Deps, getDeps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { describeError, log as standardLog } from '../log.ts';
import { orAborted } from '../or-aborted.ts';
import { originsIn } from '../origins.ts';
import { withOwnWaits } from '../waits.ts';
import { watchClient } from './client-gone.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { problemResponse } from './problem.ts';
import { streamReply } from './stream-reply.ts';

/** The platform stops waiting for an HTTP reply after 230 s. Stopping ourselves first leaves time to say why. */
const requestBudgetMs = 200_000;

export type Call = {
  /** Aborted when the caller has gone or the request's time budget is spent. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** Who has signed in; nobody where the door is open. */
  readonly user: string;
};

/** A reply as the library takes it, or one that is sent piece by piece. */
export type Reply = HttpResponseInit & { readonly pieces?: AsyncIterable<string | Uint8Array> };
export type Handle = (request: HttpRequest, deps: Deps, call: Call) => Promise<Reply | undefined>;

export type EndpointOptions = {
  /** Answered without sign-in. */
  readonly open?: boolean;
  readonly methods?: readonly string[];
};

const standardHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' };

/** A request id from the caller if it is sane, so that their logs and ours can be laid side by side. */
const requestIdOf = (request: HttpRequest): string => {
  const given = request.headers.get('x-request-id');
  return given && /^[\w.:-]{1,80}$/.test(given) ? given : randomUUID();
};

const outOfTime = (): AppError => new AppError('out-of-time', 'The work took longer than the time that one request has.');

type Work = (request: HttpRequest, call: Call, given: Deps | undefined) => Promise<Reply | undefined>;

/**
 * The one wrapper around every handler: preflight, time budget, the one try of the request, and the headers of every
 * reply. It always returns a whole reply: under HTTP streaming a handler that throws or returns nothing would leave the
 * caller hanging. The third parameter is free for tests: hosts pass two.
 */
function wrap(work: Work, methods: readonly string[]) {
  const run = async (request: HttpRequest, context: InvocationContext, given?: Deps): Promise<HttpResponseInit> => {
    const requestId = requestIdOf(request);
    const log = given?.log ?? standardLog;
    const cors = corsHeaders(request, given?.config.allowedOrigins ?? originsIn(process.env.ALLOWED_ORIGINS));
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const gone = (): void => stop.abort(new AppError('out-of-time', 'The caller has gone.'));
    const client = watchClient(context.invocationId, gone);
    // A timer of our own, because one of AbortSignal.timeout would outlive every short request by minutes.
    const budget = setTimeout(() => stop.abort(outOfTime()), requestBudgetMs);
    const end = (): void => {
      clearTimeout(budget);
      client.end();
    };
    let streaming = false;
    const finish = (reply: HttpResponseInit): HttpResponseInit => ({
      ...reply,
      headers: {
        ...standardHeaders,
        'x-request-id': requestId,
        ...cors,
        ...(reply.headers as Record<string, string> | undefined),
      },
    });
    const fail = (error: unknown): HttpResponseInit => {
      const where = { requestId, function: context.functionName };
      if (!(error instanceof AppError)) log.error('request-failed', { ...where, ...describeError(error) });
      else if (error.kind === 'dependency-down') {
        log.warn('dependency-down', { ...where, dependency: error.dependency, ...describeError(error.cause) });
      }
      return problemResponse(error, requestId);
    };
    try {
      if (request.method === 'OPTIONS') return finish({ status: 204, headers: preflightHeaders(request, methods) });
      const { pieces, ...reply }: Reply = (await orAborted(
        withOwnWaits(() => work(request, { signal: stop.signal, requestId, user: '' }, given)),
        stop.signal,
      )) ?? { status: 204 };
      // HEAD asks for the head alone: pieces that nobody takes are not begun.
      if (!pieces || request.method === 'HEAD') return finish(reply);
      streaming = true;
      return finish({
        ...reply,
        body: streamReply(pieces, {
          onFailure: (error) => {
            const said = fail(error).body;
            return isFile(reply) ? undefined : `event: failed\ndata: ${said}\n\n`;
          },
          response: client.response,
          end,
          gone,
        }),
      });
    } catch (error) {
      return finish(fail(error));
    } finally {
      if (!streaming) end();
    }
  };
  return run satisfies HttpHandler;
}

/** A body of events has words for a failure; a file that has begun has none. */
const isFile = ({ headers }: HttpResponseInit): boolean => {
  const type = new Headers(headers as Record<string, string> | undefined).get('content-type');
  return type !== null && !type.startsWith('text/event-stream');
};

/** A handler that uses the worker's dependencies, behind the sign-in unless it is open. */
export function endpoint(handle: Handle, { open = false, methods = [] }: EndpointOptions = {}) {
  return wrap(async (request, call, given) => {
    const deps = given ?? (await getDeps());
    const user = open ? '' : await deps.signIn(request);
    return handle(request, deps, { ...call, user });
  }, methods);
}

/** A handler that touches nothing: it answers while settings are wrong and servers are away. Open to all. */
export const standalone = (
  handle: (request: HttpRequest, call: Call) => Promise<Reply>,
  { methods = [] }: Pick<EndpointOptions, 'methods'> = {},
) => wrap(handle, methods);

type JsonOptions = { readonly status?: number; readonly headers?: Record<string, string> };

/** A JSON reply from text that is JSON already. */
export const jsonText = (body: string | Uint8Array, { status = 200, headers = {} }: JsonOptions = {}): HttpResponseInit => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: typeof body === 'string' ? body : inOnePiece(body),
});

/** The library copies and cuts up a body that it is given whole; a stream of one piece goes out as it is. */
const inOnePiece = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

export const json = (body: unknown, options: JsonOptions = {}): HttpResponseInit => jsonText(JSON.stringify(body), options);
