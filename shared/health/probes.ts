import type { Pool } from 'pg';
import { strippedAddress } from '../net/address.ts';
import type { SharedRedis } from '../redis/redis.ts';
import { isOutage } from '../store/pool.ts';
import { type DependencyHealth, type Probe, probeTimeoutMs } from './health.ts';

const notConfigured: DependencyHealth = {
  state: 'not-configured',
  latencyMs: null,
  since: null,
  lastErrorKind: null,
  address: null,
};
export const absent: Probe = { ask: async () => notConfigured, known: () => notConfigured };

const tenths = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

export function redisProbe(redis: SharedRedis | undefined): Probe {
  if (!redis) return absent;
  const known = (): DependencyHealth => {
    const { state, since, address, tried, lastFailure } = redis.status();
    return {
      state: state === 'ready' ? 'ok' : 'down',
      latencyMs: null,
      since: since.toISOString(),
      lastErrorKind: lastFailure,
      address: address ?? (tried.length === 1 ? (tried[0]?.address ?? null) : null),
      // What a name resolved to stays in the log: health is open to everybody.
      tried: tried.map(({ address, result }) => ({ address, result })),
    };
  };
  return {
    known,
    ask: async () => {
      const answer = await redis.ping(probeTimeoutMs);
      if (!answer.ok) return { ...known(), state: 'down', lastErrorKind: answer.failure };
      return { ...known(), state: 'ok', latencyMs: tenths(answer.latencyMs), lastErrorKind: null };
    },
  };
}

/**
 * Asks the database for nothing but an answer, and remembers since when it has been as it is. Callers who ask while it is
 * being asked share the answer: anybody may ask for the health, and each question takes a connection.
 */
export function databaseProbe(pool: Pool | undefined, url: string | undefined): Probe {
  if (!pool || !url) return absent;
  const address = strippedAddress(url);
  let last: DependencyHealth = { state: 'down', latencyMs: null, since: null, lastErrorKind: null, address };
  let asking: Promise<DependencyHealth> | undefined;
  const note = (state: 'ok' | 'down', latencyMs: number | null, lastErrorKind: string | null): DependencyHealth => {
    const since = last.since !== null && last.state === state ? last.since : new Date().toISOString();
    last = { state, latencyMs, since, lastErrorKind, address };
    return last;
  };
  const askOnce = async (): Promise<DependencyHealth> => {
    const start = performance.now();
    try {
      await pool.query('SELECT 1');
      return note('ok', tenths(performance.now() - start), null);
    } catch (error) {
      return note('down', null, isOutage(error) ? 'unreachable' : 'error');
    }
  };
  return {
    known: () => last,
    ask: () => {
      asking ??= askOnce().finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}
