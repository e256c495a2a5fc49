import { AppError } from '../../errors.ts';
import { orAborted } from '../../or-aborted.ts';
import type { Limits } from './limits.ts';

/** What a call says of the provider when it ends; `unknown` when the caller left before anything could be said. */
export type Finding = 'reached' | 'away' | 'unknown';

export type Pass = {
  /** The one call that finds out whether the provider is back. */
  readonly probe: boolean;
  readonly leave: (finding: Finding) => void;
};

export type Breaker = {
  /** For those who would queue first: says no while it is open, and takes no place. */
  readonly refuseIfOpen: (model: string) => void;
  /**
   * Whoever comes while a probe is under way waits for its end, and is let in or refused by what it found: a plan asks two
   * things at once, and refusing the second would end the first, which is the probe, for ever.
   */
  readonly enter: (model: string, signal: AbortSignal) => Promise<Pass>;
};

type Options = Pick<Limits, 'failuresToOpen' | 'openMs'> & { readonly now?: () => number };

/**
 * Spares callers the wait for a provider that is away, and the provider a crowd at its return. Counts calls, not requests:
 * one short outage under ten calls at once is ten failed requests, and their retries get over it.
 */
export function createBreaker({ failuresToOpen, openMs, now = () => performance.now() }: Options): Breaker {
  let inARow = 0;
  let openUntil = 0;
  let probing: PromiseWithResolvers<void> | undefined;

  const refusal = (model: string): AppError => {
    const retryAfterSeconds = Math.max(1, Math.ceil((openUntil - now()) / 1000));
    return new AppError(
      'dependency-down',
      `The model provider has not answered several times in a row; it will be asked again in ${retryAfterSeconds} s.`,
      { dependency: model, retryAfterSeconds },
    );
  };

  const leave = (finding: Finding, probe: boolean): void => {
    if (finding === 'reached') inARow = 0;
    if (finding === 'away') {
      inARow++;
      // Calls that were under way when it opened do not keep it open for longer.
      if (probe || inARow === failuresToOpen) openUntil = now() + openMs;
    }
    if (!probe) return;
    probing?.resolve();
    probing = undefined;
  };

  return {
    refuseIfOpen(model) {
      if (inARow >= failuresToOpen && now() < openUntil) throw refusal(model);
    },
    async enter(model, signal) {
      while (inARow >= failuresToOpen) {
        if (now() < openUntil) throw refusal(model);
        if (!probing) {
          probing = Promise.withResolvers();
          return { probe: true, leave: (finding) => leave(finding, true) };
        }
        await orAborted(probing.promise, signal);
      }
      return { probe: false, leave: (finding) => leave(finding, false) };
    },
  };
}
