import type { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import { createRedisConnection, type RedisSettings, type RedisStatus } from './connection.ts';
import { failureKind, isPassing, type RedisFailure } from './failure.ts';

/** Redis did not do it. `kind` says why; the message carries no address. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';
  readonly kind: RedisFailure;
  constructor(kind: RedisFailure, cause?: unknown) {
    super(`Redis is unavailable: ${kind}`, { cause });
    this.kind = kind;
  }
}

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
/** Longest wait for one piece of work, retry included: below the 2 s that callers are promised. */
const longestWaitMs = 1_900;
/** Once the server has been away this long nobody waits for a reconnect any more: it goes on in the background. */
const failFastAfterMs = 1_000;

export function createSharedRedis(settings: RedisSettings, log: Log): SharedRedis {
  const connection = createRedisConnection(settings, log);
  let pinging: NodeJS.Timeout | undefined;

  const keepPinging = (): void => {
    if (pinging) return;
    pinging = setInterval(() => void ping(settings.commandTimeoutMs), pingEveryMs);
    pinging.unref();
  };

  const bounded = <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new RedisUnavailable('no-answer')), milliseconds);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  };

  const once = async <T>(work: (client: Redis) => Promise<T>, milliseconds: number): Promise<T> => {
    try {
      keepPinging();
      const result = await bounded(work(connection.client()), milliseconds);
      connection.saw(undefined);
      return result;
    } catch (error) {
      const kind = error instanceof RedisUnavailable ? error.kind : reason(error);
      connection.saw(kind);
      throw new RedisUnavailable(kind, error);
    }
  };

  /** "Max retries" and "connection closed" only say that there is no connection; what broke it was noted before. */
  const reason = (error: unknown): RedisFailure => {
    const kind = failureKind(error);
    const { state, lastFailure } = connection.status();
    return kind === 'connection-lost' && state === 'unavailable' && lastFailure ? lastFailure : kind;
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
      if (connection.status().state === 'unused') {
        const first = await ping(longestWaitMs / 2);
        if (!first.ok) throw new RedisUnavailable(first.failure);
      }
      const { state, since, lastFailure } = connection.status();
      const client = connection.client();
      const away = client.status !== 'ready' && state === 'unavailable' && Date.now() - since.getTime() > failFastAfterMs;
      if (away) throw new RedisUnavailable(lastFailure ?? 'connection-lost');
      const left = () => longestWaitMs - (performance.now() - start);
      try {
        return await once(work, left());
      } catch (error) {
        const again = error instanceof RedisUnavailable && isPassing(error.kind) && left() > 100;
        if (!again) throw error;
        return once(work, left());
      }
    },
    ping,
    status: connection.status,
    async close() {
      clearInterval(pinging);
      await connection.close();
    },
  };
}
