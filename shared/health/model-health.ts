import type { CallEnd } from '../generation/llm/complete.ts';
import type { Provider } from '../generation/llm/provider.ts';
import { strippedAddress } from '../net/address.ts';
import { type DependencyHealth, type Probe, probeTimeoutMs } from './health.ts';

export type ModelHealth = {
  readonly probe: Probe;
  /** Told how every call to the provider ended. */
  readonly note: (end: CallEnd) => void;
};

/** Ends after which no model of the provider can be used. Others concern one request, or one model, or pass in seconds. */
const silentEnds: readonly CallEnd[] = ['unreachable', 'silent'];
const faultyEnds: readonly CallEnd[] = ['failing', 'cut-off', 'no-answer'];
const closedEnds: readonly CallEnd[] = ['key-refused', 'not-signed-in', 'quota-spent'];
const sayingNothing: readonly CallEnd[] = ['abandoned', 'broken', 'out-of-time', 'rate-limited', 'unknown-model', 'conflict'];

/** A provider that answered with faults answers everything else as before: only time, or a call, can tell that it is well. */
export const faultsPassAfterMs = 30_000;
const askEveryMs = 2_000;

type Options = { readonly now?: () => number };

/**
 * How the provider is, by how the last call to it ended: asking a model just to see whether it answers would cost money.
 * One that was away is looked for at its address, without a key and without a question, until it is back.
 */
export function createModelHealth(provider: Provider, { now = Date.now }: Options = {}): ModelHealth {
  const url = provider.kind === 'azure' ? provider.endpoint : provider.baseUrl;
  let last: DependencyHealth = {
    state: 'ok',
    latencyMs: null,
    since: null,
    lastErrorKind: null,
    address: strippedAddress(url),
  };
  let failedAt = 0;
  let askedAt = 0;
  let asking: Promise<void> | undefined;

  const set = (state: 'ok' | 'down', lastErrorKind: string | null): void => {
    const since = last.since !== null && last.state === state ? last.since : new Date(now()).toISOString();
    last = { ...last, state, since, lastErrorKind };
  };
  const mayBeBack = (): boolean =>
    silentEnds.some((end) => end === last.lastErrorKind) ||
    (faultyEnds.some((end) => end === last.lastErrorKind) && now() - failedAt >= faultsPassAfterMs);

  async function look(): Promise<void> {
    const failure = failedAt;
    const reply = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(probeTimeoutMs) }).catch(() => undefined);
    await reply?.body?.cancel().catch(() => undefined);
    // A call that failed meanwhile knows better.
    if (reply && reply.status < 500 && failure === failedAt) set('ok', null);
  }

  return {
    note(end) {
      if (sayingNothing.includes(end)) return;
      if (![...silentEnds, ...faultyEnds, ...closedEnds].includes(end)) return set('ok', null);
      failedAt = now();
      set('down', end);
    },
    probe: {
      known: () => last,
      async ask() {
        if (last.state === 'down' && mayBeBack() && !asking && now() - askedAt >= askEveryMs) {
          askedAt = now();
          asking = look().finally(() => {
            asking = undefined;
          });
        }
        await asking;
        return last;
      },
    },
  };
}
