import type { Pool } from 'pg';
import { strippedAddress } from '../redis/address.ts';
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

export const redisProbe =
  (redis: SharedRedis | undefined): Probe =>
  async () => {
    if (!redis) return notConfigured;
    const answer = await redis.ping(probeTimeoutMs);
    const { since, address } = redis.status();
    return {
      state: answer.ok ? 'ok' : 'down',
      latencyMs: answer.ok ? Math.round(answer.latencyMs * 10) / 10 : null,
      since: since.toISOString(),
      lastErrorKind: answer.ok ? null : answer.failure,
      address,
    };
  };

/** Asks the database for nothing but an answer, and remembers since when it has been as it is. */
export function databaseProbe(pool: Pool | undefined, url: string | undefined): Probe {
  let known: { ok: boolean; since: string } | undefined;
  return async () => {
    if (!pool || !url) return notConfigured;
    const start = performance.now();
    const failure = await pool.query('SELECT 1').then(
      () => undefined,
      (error: unknown) => error ?? 'error',
    );
    const ok = failure === undefined;
    if (known?.ok !== ok) known = { ok, since: new Date().toISOString() };
    return {
      state: ok ? 'ok' : 'down',
      latencyMs: ok ? Math.round((performance.now() - start) * 10) / 10 : null,
      since: known?.since ?? null,
      lastErrorKind: ok ? null : isOutage(failure) ? 'unreachable' : 'error',
      address: strippedAddress(url),
    };
  };
}
