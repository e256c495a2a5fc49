import * as z from 'zod';

/** What the lists take in their query. */
export const LibraryQuery = z.object({
  q: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const CasesQuery = z.object({
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must not contain NUL')
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.coerce
    .number('use the cursor of the page before')
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional(),
  /** `true`: the retired ones instead of the others. */
  retired: z.enum(['true', 'false'], 'must be true or false').optional(),
});

export const PracticeListQuery = CasesQuery.omit({ retired: true });

export const UsageQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

const mustBeTier = 'must be 1, 2 or 3';
export const ExportQuery = z.object({
  tier_level: z
    .literal(['1', '2', '3'], mustBeTier)
    .default('2')
    .transform((tier) => (tier === '1' ? 1 : tier === '2' ? 2 : 3)),
});

/** Older clients send these in the query; the body wins. */
export const ModelQuery = z.object({
  model: z.string().max(100).optional(),
  temperature: z.coerce.number().min(0).max(2).optional(),
});

/** Which cases an archive holds, and in which formats; archive-reply.ts reads the lists. */
export const ArchiveText = z.object({
  ids: z
    .string('name the cases: all, or their numbers with commas between')
    .describe('`all`, or numbers of cases with commas between.'),
  formats: z.string().optional().describe('Paths of formats with commas between; left out, everything but PDF.'),
});
