import type * as z from 'zod';
import type { ApiRoutes } from './http/api/registry.ts';
import type { ProblemReply } from './http/problem-schema.ts';

/**
 * The API as its callers see it, inferred from the schemas that parse requests and describe replies: a change of the
 * contract breaks the build of whoever calls it. Types only, and `fetch`: nothing of the server comes along.
 */

export type RouteName = keyof ApiRoutes;
type Part<K extends RouteName, P extends string> = ApiRoutes[K] extends { readonly [key in P]: infer S } ? S : undefined;
type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
/** Queries and paths are text on the wire; numbers and booleans are written out. */
type Written<S> =
  S extends z.ZodObject<infer Shape>
    ? { [key in keyof Shape as undefined extends z.output<Shape[key]> ? never : key]: string | number | boolean } & {
        [key in keyof Shape as undefined extends z.output<Shape[key]> ? key : never]?: string | number | boolean | undefined;
      }
    : undefined;
type PartlyWritten<S> = S extends z.ZodObject ? Partial<Written<S>> : undefined;

/** The body of a request. */
export type BodyOf<K extends RouteName> = Input<Part<K, 'body'>>;

type Success<K extends RouteName> = ApiRoutes[K]['replies'] extends infer R
  ? { [status in keyof R]: status extends 200 | 201 | 204 ? R[status] : never }[keyof R]
  : never;
/** The body of a reply that is a success: JSON, a file, or nothing. */
export type ReplyOf<K extends RouteName> =
  Success<K> extends { readonly json: infer S extends z.ZodType }
    ? z.output<S>
    : Success<K> extends { readonly files: readonly string[] }
      ? Blob
      : undefined;

type Needed<Key extends string, Value> = undefined extends Value
  ? { readonly [key in Key]?: undefined }
  : { readonly [key in Key]: Value };
type Optional<Key extends string, Value> = { readonly [key in Key]?: undefined extends Value ? undefined : Value };
/** What a request is made of. Queries have defaults for whatever is left out. */
export type RequestOf<K extends RouteName> = Needed<'path', Written<Part<K, 'path'>>> &
  Optional<'query', PartlyWritten<Part<K, 'query'>>> &
  Optional<'headers', PartlyWritten<Part<K, 'headers'>>> &
  (ApiRoutes[K] extends { readonly bodyIsOptional: true } ? Optional<'body', BodyOf<K>> : Needed<'body', BodyOf<K>>) & {
    readonly signal?: AbortSignal | undefined;
  };

export type Answer<K extends RouteName> = {
  readonly status: number;
  readonly body: ReplyOf<K>;
  /** The version of a draft, to be sent as `if-match`. */
  readonly etag: string | undefined;
  readonly headers: Headers;
};

export type Problem = ProblemReply;
/** A reply that is no success. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.status = problem.status;
    this.problem = problem;
  }
}

export type ClientOptions = {
  readonly baseUrl: string;
  /** The header, such as `Basic …`; a function where it changes. */
  readonly authorization?: string | undefined | (() => string | undefined);
  readonly fetch?: typeof fetch;
};
export type Client = <K extends RouteName>(route: K, request: RequestOf<K>) => Promise<Answer<K>>;

/** Asks one route: `client('GET /case/{case_id}', { path: { case_id: 7 } })`. Throws ApiError for what is no success. */
export function createClient({ baseUrl, authorization, fetch: send = fetch }: ClientOptions): Client {
  return async (route, request) => {
    const { path, query, headers, body, signal } = request as Loose;
    const [method = 'GET', template = '/'] = route.split(' ');
    const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path?.[name] ?? '')));
    const search = new URLSearchParams(written(query)).toString();
    const signIn = typeof authorization === 'function' ? authorization() : authorization;
    const reply = await send(`${baseUrl.replace(/\/+$/, '')}${filled}${search ? `?${search}` : ''}`, {
      method,
      headers: {
        ...(signIn ? { authorization: signIn } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...written(headers),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    if (!reply.ok) throw new ApiError(await problemIn(reply));
    return {
      status: reply.status,
      body: await bodyOf(reply),
      etag: reply.headers.get('etag') ?? undefined,
      headers: reply.headers,
    } as never;
  };
}

type Loose = {
  readonly path?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly headers?: Record<string, unknown>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
};

const written = (values: Record<string, unknown> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));

async function bodyOf(reply: Response): Promise<unknown> {
  if (reply.status === 204) return undefined;
  const isFile = reply.headers.get('content-disposition')?.startsWith('attachment') ?? false;
  return isFile || !reply.headers.get('content-type')?.startsWith('application/json') ? reply.blob() : reply.json();
}

/** A proxy in between may answer in words of its own. */
async function problemIn(reply: Response): Promise<Problem> {
  const body: unknown = await reply.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'detail' in body) return body as Problem;
  return {
    type: 'about:blank',
    title: reply.statusText,
    status: reply.status,
    detail: `The server answered with status ${reply.status}.`,
    code: 'unexpected',
    request_id: reply.headers.get('x-request-id') ?? '',
  };
}
