import pLimit from 'p-limit';
import { orAborted } from '../../or-aborted.ts';
import type { Complete } from './question.ts';

/** The same, with at most so many calls at once: one for the worker, and one that a request makes for its own calls. */
export function capped(complete: Complete, atMost: number): Complete {
  const limit = pLimit(atMost);
  return async (question, signal) => {
    const over = Promise.withResolvers<void>();
    const turn = new Promise<void>((begin) => {
      void limit(() => {
        begin();
        return over.promise;
      });
    });
    try {
      // Whoever leaves the queue leaves at once, and gives the place back when it comes.
      await orAborted(turn, signal);
      return await complete(question, signal);
    } finally {
      over.resolve();
    }
  };
}
