import { z } from 'zod';

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

export const UsageQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });
