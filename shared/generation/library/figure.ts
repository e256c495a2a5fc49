import * as z from 'zod';

const Ci = z.tuple([z.number(), z.number()]).nullable();

/** One published diagnostic-accuracy figure, as it was printed. */
export const Figure = z.strictObject({
  id: z.string(),
  /** The product's diagnosis that it speaks of, and the paper's own words for it. */
  diagnosis: z.string(),
  target: z.string(),
  finding: z.string(),
  lrPositive: z.number().positive().nullable(),
  lrPositiveCi: Ci,
  lrNegative: z.number().positive().nullable(),
  lrNegativeCi: Ci,
  sensitivity: z.number().min(0).max(1).nullable(),
  specificity: z.number().min(0).max(1).nullable(),
  referenceStandard: z.string().nullable(),
  population: z.string().nullable(),
  citation: z.string(),
  note: z.string().optional(),
});
export type Figure = z.infer<typeof Figure>;

/** A published share of patients with a complaint who turn out to have a diagnosis. */
export const PublishedShare = z.strictObject({
  id: z.string(),
  diagnosis: z.string(),
  share: z.number().min(0).max(1),
  population: z.string().nullable(),
  citation: z.string(),
});
export type PublishedShare = z.infer<typeof PublishedShare>;
