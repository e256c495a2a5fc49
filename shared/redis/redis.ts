import type { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import { within } from '../net/within.ts';
import { noteSessionStoreWait, sessionStoreWaitLeft } from '../waits.ts';
import { createRedisConnection, type RedisSettings, type RedisStatus } from './connection.ts';
import { failureKind, isPassing, type RedisFailure, RedisUnavailable } from './failure.ts';

export { RedisUnavailable };

export type SharedRedis = {
  /**
   * Runs one command, or one script, within a bound on the whole wait. A passing failure is tried once more, so the work
   * must be safe to repeat: a command that timed out may still have been carried out.
   */
  run<T>(work: (client: Redis) => Promise<T>): Promise<T>;
  /** PING within `timeoutMs`: milliseconds it took, or the failure. */
  ping(timeoutMs: number): Promise<{ ok: true; latencyMs: number } | { ok: false; failure: RedisFailure }>;
  status(): RedisStatus;
  close(): Promise<void>;
};

const pingEveryMs = 30_000;
/** Longest wait of one request, over all pieces of its work, search and retry included: below the 2 s that callers are promised. */
const longestWaitMs = 1_900;

export function createSharedRedis(settings: RedisSettings, log: Log): SharedRedis {
  const connection = createRedisConnection(settings, log);
  let pinging: NodeJS.Timeout | undefined;

  /** Proxies on the way drop connections that say nothing, without telling. */
  const keepPinging = (): void => {
    if (pinging) return;
    pinging = setInterval(() => void ping(settings.commandTimeoutMs), pingEveryMs);
    pinging.unref();
  };

  const once = async <T>(work: (client: Redis) => Promise<T>, milliseconds: number): Promise<T> => {
    keepPinging();
    const start = performance.now();
    const client = await connection.client(milliseconds);
    try {
      return await within(work(client), milliseconds - (performance.now() - start), () => {
        throw new RedisUnavailable('no-answer');
      });
    } catch (error) {
      const kind = error instanceof RedisUnavailable ? error.kind : failureKind(error);
      // An error in a script is no reason to leave a server that answers.
      if (kind !== 'error') connection.drop(client, kind);
      throw new RedisUnavailable(kind, error);
    }
  };

  const ping: SharedRedis['ping'] = async (timeoutMs) => {
    const start = performance.now();
    try {
      await once((client) => client.ping(), timeoutMs);
      return { ok: true, latencyMs: performance.now() - start };
    } catch (error) {
      return { ok: false, failure: error instanceof RedisUnavailable ? error.kind : 'error' };
    }
  };

  return {
    async run(work) {
      const start = performance.now();
      const end = start + sessionStoreWaitLeft(longestWaitMs);
      const left = () => end - performance.now();
      try {
        if (left() <= 0) throw new RedisUnavailable('no-answer');
        return await once(work, left()).catch((error: unknown) => {
          const again = error instanceof RedisUnavailable && isPassing(error.kind) && left() > 100;
          if (!again) throw error;
          return once(work, left());
        });
      } finally {
        noteSessionStoreWait(performance.now() - start);
      }
    },
    ping,
    status: connection.status,
    async close() {
      clearInterval(pinging);
      connection.close();
    },
  };
}
