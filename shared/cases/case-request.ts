import * as z from 'zod';
import { Difficulty } from './case.ts';
import { isReadable as readable } from './readable.ts';

const words = 'must not contain NUL bytes or lone surrogates';

export const longestDescription = 8_000;
export const longestDiagnosis = 200;

/** Starts the draw: the same one gives the same case. */
export const Seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 53 - 1);

/** What an educator asks for. `model` and `temperature` may come in the query too; the body wins. */
export const CaseRequest = z.object({
  description: z
    .string()
    .trim()
    .min(3, 'say at least who the patient is and what they complain of')
    .max(longestDescription)
    .refine(readable, words),
  primary_diagnosis: z
    .string()
    .trim()
    .min(2, 'name the diagnosis that the case is about')
    .max(longestDiagnosis)
    .refine(readable, words),
  title: z.string().trim().max(200).refine(readable, words).optional(),
  model: z.string().max(100).optional(),
  temperature: z.number('must be a number from 0 to 2').min(0).max(2).optional(),
  seed: Seed.optional(),
  difficulty: Difficulty.optional(),
});
export type CaseRequest = z.infer<typeof CaseRequest>;
