import { setMaxListeners } from 'node:events';

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
