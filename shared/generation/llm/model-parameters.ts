import { reasoningModels } from '../../models.ts';
import type { Question } from './question.ts';

type Family = {
  readonly models: RegExp;
  readonly parameters: (question: Question) => Record<string, number | 'low'>;
  /** How long the model may think, after it has accepted the request, before its first words. */
  readonly thinkingMs: number;
};

/** Thinking counts against the limit on output, so the answer gets room beside it. A ceiling, not a cost. */
const roomToThink = 4_000;

/** What each family of models takes; it answers 400 to the rest. */
const families: readonly Family[] = [
  {
    models: reasoningModels,
    parameters: ({ maxOutputTokens }) => ({ max_completion_tokens: maxOutputTokens + roomToThink, reasoning_effort: 'low' }),
    thinkingMs: 45_000,
  },
  {
    models: /^/,
    parameters: ({ temperature, maxOutputTokens }) => ({ temperature, max_tokens: maxOutputTokens }),
    thinkingMs: 0,
  },
];

const familyOf = (model: string): Family | undefined => families.find(({ models }) => models.test(model));

export const parametersFor = (question: Question): Record<string, number | 'low'> =>
  familyOf(question.model)?.parameters(question) ?? {};

export const thinkingTimeOf = (model: string): number => familyOf(model)?.thinkingMs ?? 0;
