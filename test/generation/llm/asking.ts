import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { type CompleteOptions, createComplete } from '../../../shared/generation/llm/complete.ts';
import type { Completion, Question } from '../../../shared/generation/llm/question.ts';
import type { Simulator } from '../../simulator/simulator.ts';

export const planted = { key: 'sk-planted-key', prompt: 'planted-prompt' };

/** Waits that a test can sit through. */
const quick = { callMs: 3_000, headersMs: 250, idleMs: 250, firstWaitMs: 20, longestWaitMs: 400 };

export const question: Question = {
  name: 'findings',
  messages: [{ role: 'user', content: `A man of 54 with chest pain ${planted.prompt}` }],
  schema: z.object({ title: z.string(), findings: z.array(z.string()).min(3).max(6) }),
  model: 'gpt-4o-mini',
  temperature: 0.7,
  maxOutputTokens: 900,
};

export type Recorded = Parameters<NonNullable<CompleteOptions['onCall']>>[0];

export function asking(simulator: Simulator, limits: CompleteOptions['limits'] = {}) {
  const records: Recorded[] = [];
  const complete = createComplete({
    provider: { kind: 'compatible', baseUrl: simulator.url, key: planted.key },
    limits: { ...quick, ...limits },
    onCall: (record) => records.push(record),
  });
  const ask = (more: Partial<Question> = {}, signal = new AbortController().signal): Promise<Completion> =>
    complete({ ...question, ...more }, signal);
  return { ask, complete, records };
}

/** The failure that a promise ends in, and how long that took. */
export async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const started = performance.now();
  try {
    await work;
  } catch (error) {
    return { error, ms: performance.now() - started };
  }
  throw new Error('it did not fail');
}

export const appError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  throw new Error('not an AppError', { cause: error });
};

/** Everything that an error might let out, down its causes. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), wordsOf(error.cause ?? '')].join('\n');
}
