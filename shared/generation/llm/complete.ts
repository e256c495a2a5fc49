import { orAborted } from '../../or-aborted.ts';
import { abortReason, outOfTime } from './abort.ts';
import { attempt, type Tally } from './attempt.ts';
import { createBreaker, type Finding } from './breaker.ts';
import { capped } from './capped.ts';
import type { OpenStream } from './client.ts';
import { type Limits, standardLimits } from './limits.ts';
import { credentialAdvice, type Provider } from './provider.ts';
import type { CallRecord, Complete, Completion } from './question.ts';
import { retrying } from './retry.ts';
import { modelDown, type Trouble, UpstreamError } from './upstream-error.ts';
import { createWatchdog } from './watchdog.ts';

/** How a call ended, for the log and the usage table. */
export type CallEnd = Completion['outcome'] | Trouble | 'out-of-time' | 'abandoned' | 'broken';

export type CompleteOptions = {
  readonly provider: Provider;
  readonly limits?: Partial<Limits>;
  /** Told of every call, also of those that failed. */
  readonly onCall?: (record: CallRecord & { readonly outcome: CallEnd }) => void;
};

/** The one way to ask a model. Made once per worker: the cap on calls and the breaker hold for all requests in it. */
export function createComplete({ provider, limits: changed, onCall = () => {} }: CompleteOptions): Complete {
  const limits = { ...standardLimits, ...changed };
  const breaker = createBreaker(limits);
  let client: Promise<OpenStream> | undefined;
  const loadClient = (): Promise<OpenStream> => {
    client ??= import('./client.ts')
      .then(({ createOpenStream }) => createOpenStream(provider))
      .catch((error: unknown) => {
        client = undefined;
        throw error;
      });
    return client;
  };

  const ask: Complete = async (question, signal) => {
    const { name, model } = question;
    const pass = await breaker.enter(model, signal);
    const started = performance.now();
    const elapsedMs = () => performance.now() - started;
    const deadline = createWatchdog();
    const stop = AbortSignal.any([signal, deadline.signal]);
    const tally: Tally = { attempts: 0, usage: null, heard: false };
    const record = (): CallRecord => {
      const { usage, attempts } = tally;
      return { name, model, provider: provider.kind, usage, elapsedMs: elapsedMs(), attempts };
    };

    const explained = (error: unknown): { error: unknown; end: CallEnd; finding: Finding } => {
      if (signal.aborted) return { error: abortReason(signal), end: 'abandoned', finding: 'unknown' };
      if (deadline.signal.aborted) return { error: outOfTime(), end: 'out-of-time', finding: tally.heard ? 'reached' : 'away' };
      if (!(error instanceof UpstreamError)) return { error, end: 'broken', finding: 'unknown' };
      const down = modelDown(error, model, credentialAdvice(provider));
      return { error: down, end: error.trouble, finding: error.away ? 'away' : 'reached' };
    };

    let finding: Finding = 'unknown';
    let end: CallEnd = 'broken';
    try {
      deadline.expectWithin(limits.callMs);
      // Outside the attempts: the first call of a worker must not take loading the SDK for a provider that is silent.
      const open = await orAborted(loadClient(), stop);
      const answer = await retrying(() => attempt({ open, question, limits, signal: stop, tally }), {
        ...limits,
        attempts: pass.probe ? 1 : limits.attempts,
        signal: stop,
        remainingMs: () => limits.callMs - elapsedMs(),
      });
      finding = 'reached';
      end = answer.outcome;
      return { ...record(), ...answer };
    } catch (thrown) {
      const failure = explained(thrown);
      ({ finding, end } = failure);
      throw failure.error;
    } finally {
      deadline.stop();
      pass.leave(finding);
      onCall({ ...record(), outcome: end });
    }
  };

  const inTurn = capped(ask, limits.callsAtOnce);
  return async (question, signal) => {
    breaker.refuseIfOpen(question.model);
    return inTurn(question, signal);
  };
}
