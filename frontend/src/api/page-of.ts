import { ask } from './client.ts';

/** One page of a list, and the address of the next, as the `Link` header has it. */
export type PageOf<T> = { readonly lines: readonly T[]; readonly next: string | undefined };

export async function pageOf<T>(path: string, signal?: AbortSignal): Promise<PageOf<T>> {
  const reply = await ask(path, { signal });
  const next = /<([^>]+)>; rel="next"/.exec(reply.headers.get('link') ?? '')?.[1];
  return { lines: (await reply.json()) as T[], next };
}
