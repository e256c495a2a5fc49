import type { UsageStore } from '../../cases/ports.ts';
import { describeError, type Log } from '../../log.ts';
import type { CaseModel, ModelPrice } from '../../models.ts';
import type { CallEnd } from './complete.ts';
import type { CallRecord, Usage } from './question.ts';

export type Books = { readonly log: Log; readonly usage: UsageStore };

/** US dollars for one call. */
export const costOf = (price: ModelPrice, { input, cachedInput, output }: Usage): number =>
  ((input - cachedInput) * price.input + cachedInput * price.cachedInput + output * price.output) / 1e6;

/** Logs every call and enters it into the books; books that cannot be reached cost nobody a case. */
export const bookkeeper =
  (models: readonly CaseModel[], { log, usage: store }: Books) =>
  ({ name, model, provider, outcome, usage, elapsedMs, attempts }: CallRecord & { readonly outcome: CallEnd }): void => {
    const { input, cachedInput, output } = usage ?? { input: 0, cachedInput: 0, output: 0 };
    const price = models.find(({ id }) => id === model)?.price;
    const call = { name, model, provider, outcome, input, cachedInput, output, elapsedMs: Math.round(elapsedMs), attempts };
    log.info('model-called', call);
    store
      .note({ ...call, costUsd: price && usage ? costOf(price, usage) : null })
      .catch((error: unknown) => log.warn('model-call-not-noted', describeError(error)));
  };
