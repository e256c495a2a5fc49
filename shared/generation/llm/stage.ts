import type { Report } from '../../cases/ports.ts';
import { askFor, type Wanted } from './ask-for.ts';
import type { Order } from './prompts.ts';
import type { Complete } from './question.ts';

/** What every part of the plan works with. */
export type PlanDeps = {
  readonly complete: Complete;
  readonly model: string;
  readonly temperature: number;
  readonly order: Order;
  /** Other names of the primary diagnosis that a learner must not read. */
  readonly aliases: { readonly names: readonly string[]; readonly abbreviations: readonly string[] };
  readonly report: Report;
  readonly signal: AbortSignal;
};

/** Tells that a piece of work has begun, and how it ended. */
export async function stage<T>(report: Report, name: string, work: () => Promise<T>): Promise<T> {
  report({ kind: 'stage', name, state: 'started' });
  try {
    const result = await work();
    report({ kind: 'stage', name, state: 'done' });
    return result;
  } catch (error) {
    report({ kind: 'stage', name, state: 'failed' });
    throw error;
  }
}

/** One question that is a stage of its own; its answer is shown as soon as it is ready. */
export async function askStaged<T>(
  deps: PlanDeps,
  wanted: Pick<Wanted<T>, 'name' | 'messages' | 'schema' | 'maxOutputTokens'> & Partial<Wanted<T>>,
): Promise<T> {
  const { complete, model, temperature, signal, report } = deps;
  const answer = await stage(report, wanted.name, () => askFor(complete, { model, temperature, ...wanted }, signal));
  report({ kind: 'partial', section: wanted.name, value: answer });
  return answer;
}
