import type { ModelCall } from '../../cases/case.ts';
import type { ModelPrice } from '../../models.ts';
import { costOf } from './bookkeeping.ts';
import type { Complete } from './question.ts';

/** Notes what each answered call took, whether its answer was of use or not. */
export const recorded =
  (complete: Complete, price: ModelPrice | undefined, calls: ModelCall[]): Complete =>
  async (question, signal) => {
    const completion = await complete(question, signal);
    const { name, model, provider, usage, elapsedMs, attempts } = completion;
    const { input, cachedInput, output } = usage ?? { input: 0, cachedInput: 0, output: 0 };
    const costUsd = price && usage ? costOf(price, usage) : null;
    calls.push({ name, model, provider, input, cachedInput, output, elapsedMs: Math.round(elapsedMs), attempts, costUsd });
    return completion;
  };
