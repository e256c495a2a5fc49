import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../shared/log.ts';
import { RedisUnavailable, type SharedRedis } from '../../shared/redis/redis.ts';

/** A log that keeps its lines, as JSON. */
export function listeningLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep = (event: string, fields?: object) => void lines.push(JSON.stringify({ event, ...fields }));
  return { lines, log: { info: keep, warn: keep, error: keep } };
}

/** Asks for something, and says how long it took and how it ended. */
export async function askRedis(redis: SharedRedis): Promise<{ ms: number; outcome: string }> {
  const start = performance.now();
  const outcome = await redis
    .run((client) => client.set('mcg:test', '1'))
    .then(
      () => 'ok',
      (error: unknown) => (error instanceof RedisUnavailable ? error.kind : 'unforeseen'),
    );
  return { ms: Math.round(performance.now() - start), outcome };
}

/** How long until it answers, asked again and again; infinite after 5 s. */
export async function msUntilAnswer(redis: SharedRedis): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < 5_000) {
    if ((await askRedis(redis)).outcome === 'ok') return Math.round(performance.now() - start);
    await sleep(20);
  }
  return Number.POSITIVE_INFINITY;
}
