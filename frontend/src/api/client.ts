import { siteConfig } from './config.ts';
import { problemFrom, unreachable } from './problem.ts';
import { signInStore, signOut } from './sign-in.ts';

export type Ask = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal | undefined;
  /** Instead of the one that is signed in; its refusal is the caller's own affair. */
  readonly authorization?: string;
};

/** One request to the API. Throws ApiProblem for every reply that is no success, and for none at all. */
export async function ask(
  path: string,
  { method = 'GET', body, headers = {}, signal, authorization }: Ask = {},
): Promise<Response> {
  const { apiUrl } = await siteConfig();
  const header = authorization ?? signInStore.get().signedIn?.header;
  const init: RequestInit = {
    method,
    headers: {
      ...(header ? { authorization: header } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    credentials: 'omit',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  };
  const reply = await fetch(`${apiUrl}${path}`, init).catch((error: unknown) => {
    throw signal?.aborted ? error : unreachable();
  });
  if (reply.ok) return reply;
  const problem = await problemFrom(reply);
  if (problem.status === 401 && authorization === undefined && signInStore.get().signedIn)
    signOut('Your sign-in is not valid any more. Sign in again; your work is kept.');
  throw problem;
}

export async function askJson<T>(path: string, options: Ask = {}): Promise<T> {
  const reply = await ask(path, options);
  // A connection may break in the middle of a reply: nobody knows then what was done, as with none at all.
  return (await reply.json().catch((error: unknown) => {
    throw options.signal?.aborted ? error : unreachable();
  })) as T;
}
