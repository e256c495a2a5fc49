import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from './limits.ts';
import { UpstreamError } from './upstream-error.ts';

type Patience = Pick<Limits, 'attempts' | 'firstWaitMs' | 'longestWaitMs'> & {
  readonly signal: AbortSignal;
  readonly remainingMs: () => number;
};

/**
 * Tries again what may pass. A loop of our own, because p-retry computes its waits and cannot take the provider's. A wait
 * that would outlast the call is not begun: whoever asked learns at once that there is no answer.
 */
export async function retrying<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  const { attempts, signal, remainingMs } = patience;
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof UpstreamError && error.passing) || made >= attempts) throw error;
      const wait = waitBefore(made, error.retryAfterMs, patience);
      if (wait >= remainingMs()) throw error;
      await sleep(wait, undefined, { signal });
    }
  }
}

/** Spread out, so that calls that failed together do not come back together. */
function waitBefore(made: number, retryAfterMs: number | undefined, { firstWaitMs, longestWaitMs }: Patience): number {
  const wait =
    retryAfterMs === undefined
      ? firstWaitMs * 2 ** (made - 1) * (0.5 + Math.random() / 2)
      : retryAfterMs + Math.random() * 0.2 * firstWaitMs;
  return Math.min(wait, longestWaitMs);
}

/** `retry-after-ms`, or `Retry-After` as seconds or as a date. */
export function retryAfterOf(headers: Headers | undefined, now = Date.now()): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const text = headers?.get('retry-after')?.trim();
  if (!text) return undefined;
  const wait = /^[\d.]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
