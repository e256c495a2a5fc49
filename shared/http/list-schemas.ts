import * as z from 'zod';
import { printedFields } from '../cases/wire-parts.ts';

/** What the triggers of the service itself answer: models, the library, usage, liveness. */

const Build = z.object({ sha: z.string().nullable(), time: z.string().nullable() });
export const RootReply = z.object({ message: z.string(), build: Build });

export const ModelsReply = z.array(
  z.object({
    id: z.string(),
    label: z.string(),
    note: z.string(),
    temperature: z.object({ default: z.number(), fixed: z.boolean() }),
    price: z
      .object({ input: z.number(), cachedInput: z.number(), output: z.number() })
      .optional()
      .describe('US dollars per million tokens.'),
    available: z.boolean(),
    reason: z.string().optional().describe('Why it is not available.'),
  }),
);

export const UsageReply = z.array(
  z.object({
    day: z.string(),
    model: z.string(),
    calls: z.number(),
    input_tokens: z.number(),
    cached_input_tokens: z.number(),
    output_tokens: z.number(),
    cost_usd: z.number().nullable(),
  }),
);

const Diagnosis = z.object({
  diagnosis: z.string(),
  icd10: z.string(),
  synonyms: z.array(z.string()),
  chief_complaints: z.array(z.string()),
});
export const LibraryReply = z.array(Diagnosis.extend({ figures: z.number().int() }));

export const LibraryEntryReply = z.object({
  icd10: z.string(),
  diagnoses: z.array(
    Diagnosis.extend({
      figures: z.array(
        z.object({
          id: z.string(),
          target: z.string(),
          finding: z.string(),
          ...printedFields,
          reference_standard: z.string().nullable(),
          population: z.string().nullable(),
          note: z.string().optional(),
          citation: z
            .object({ id: z.string(), text: z.string(), pmid: z.string().nullable(), doi: z.string().nullable() })
            .nullable(),
        }),
      ),
    }),
  ),
});
