import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request has waited for the session store so far, over all the pieces of its work. */
type Waits = { sessionStoreMs: number };

const waits = new AsyncLocalStorage<Waits>();

/** Runs one request with waits of its own. */
export const withOwnWaits = <T>(work: () => T): T => waits.run({ sessionStoreMs: 0 }, work);

/** How long the request may still wait for the session store, of `most` ms in all; work outside a request has it all each time. */
export const sessionStoreWaitLeft = (most: number): number => most - (waits.getStore()?.sessionStoreMs ?? 0);

export function noteSessionStoreWait(milliseconds: number): void {
  const own = waits.getStore();
  if (own) own.sessionStoreMs += milliseconds;
}
