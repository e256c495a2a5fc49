import { setMaxListeners } from 'node:events';
import { AppError } from '../../errors.ts';

/** Whichever comes first: the work, or the end of waiting for it. The work itself must listen to the signal too. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // One request has a dozen calls or more on its signal; Node takes eleven listeners for a leak.
  setMaxListeners(0, signal);
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

export const outOfTime = (): AppError => new AppError('out-of-time', 'The model did not finish in the time allowed.');

/** Why the caller stopped us: its own reason, unless that is the bare one of AbortSignal.timeout. */
export const abortReason = (signal: AbortSignal): unknown => {
  const { reason } = signal;
  return reason instanceof DOMException && reason.name === 'TimeoutError' ? outOfTime() : reason;
};
