import { setTimeout as sleep } from 'node:timers/promises';
import { between, seededRandom } from '../../shared/generation/library/random.ts';

/** A fixed number, or the bounds between which each request draws its own. */
export type Speed = number | readonly [low: number, high: number];
export type Pace = {
  readonly ttftMs: number;
  readonly tokensPerSecond: number;
  /** Waits until this many tokens are due, reckoned from the start, so that late timers do not add up. */
  readonly untilToken: (tokens: number) => Promise<void>;
};

/** How fast one request is answered. The draw depends on the request (`key`), not on the order of arrival. */
export function paceOf(ttft: Speed, rate: Speed, key: string, signal: AbortSignal): Pace {
  const random = seededRandom(key);
  const draw = (speed: Speed): number => (typeof speed === 'number' ? speed : between(speed[0], speed[1], random));
  const start = performance.now();
  const ttftMs = draw(ttft);
  const tokensPerSecond = draw(rate);
  return {
    ttftMs,
    tokensPerSecond,
    async untilToken(tokens) {
      const due = start + ttftMs + (tokens / tokensPerSecond) * 1000 - performance.now();
      if (due > 0) await sleep(due, undefined, { signal });
    },
  };
}
