import pg from 'pg';
import type { Log } from '../log.ts';
import { strippedAddress } from '../net/address.ts';
import { resolveHost } from '../net/resolve.ts';

/**
 * Connections that tell when the database goes away and when it is back: one line per change, not per attempt. Every new
 * connection of a pool is made by its `Client`, so nothing passes by here.
 */
export function watchedClient(url: string, log: Log): typeof pg.Client {
  const address = strippedAddress(url);
  let reason: string | undefined;
  const saw = async (error: Error | null | undefined): Promise<void> => {
    const now = error ? reasonOf(error) : undefined;
    if (now === reason) return;
    reason = now;
    if (!now) return log.info('database-ready', { address });
    const { hostname, searchParams } = new URL(url);
    const { words } = await resolveHost(searchParams.get('host') ?? hostname, 1_000);
    log.warn('database-unavailable', { address, reason: now, host: words, nextTry: 'with the next request' });
  };
  return class WatchedClient extends pg.Client {
    override connect(): Promise<pg.Client>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<pg.Client> | undefined {
      if (!callback) return super.connect();
      super.connect((error: Error) => {
        void saw(error);
        callback(error);
      });
      return undefined;
    }
  };
}

/** The code of the socket or the server; for what has none, that no answer came. Messages quote names, so they stay inside. */
const reasonOf = (error: Error): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'no-answer';
};
