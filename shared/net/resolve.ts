import { lookup } from 'node:dns/promises';
import { within } from './within.ts';

/** What became of a host name, in words for the log; `failure` where it ends the attempt. */
export type Resolution = { readonly words: string; readonly failure?: 'name-not-found' | 'no-answer' };

/**
 * One question per name at a time. A name server that is slow holds a thread of the process for each question; tries that
 * come every half second would in time hold them all, those of the database included.
 */
const asking = new Map<string, Promise<Resolution>>();

export function resolveHost(hostname: string, timeoutMs: number): Promise<Resolution> {
  const name = hostname.replace(/^\[|\]$/g, '');
  const question =
    asking.get(name) ??
    lookup(name, { all: true })
      .then(
        (found): Resolution => ({ words: `resolves to ${found.map(({ address }) => address).join(', ')}` }),
        (error: NodeJS.ErrnoException): Resolution => ({
          words: `does not resolve (${error.code ?? error.name})`,
          failure: 'name-not-found',
        }),
      )
      .finally(() => asking.delete(name));
  asking.set(name, question);
  return within(question, timeoutMs, () => ({
    words: `the name server gave no answer in ${timeoutMs} ms`,
    failure: 'no-answer',
  }));
}
