import * as z from 'zod';

/** Parts of the record as they go out: the same shapes as in case.ts and provenance.ts, in the contract's words. */

export const WireVitals = z.strictObject({
  heart_rate: z.number(),
  systolic: z.number(),
  diastolic: z.number(),
  respiratory_rate: z.number(),
  temperature: z.number(),
  oxygen_saturation: z.number(),
  glucose: z.number().nullable(),
});

export const WireDoorChart = z
  .strictObject({
    name: z.string(),
    age: z.number().nonnegative(),
    sex: z.enum(['male', 'female']),
    setting: z.string(),
    arrival: z.string(),
    chief_complaint: z.string(),
    vitals: WireVitals,
  })
  .meta({ id: 'DoorChart', description: 'All that a learner knows before going in. Vitals in /min, mmHg, °C, %, mmol/L.' });

const Share = z.number().min(0).max(1);
const Interval = z.tuple([z.number(), z.number()]).nullable();

/** What a paper prints of a figure; null where it does not. */
export const printedFields = {
  lr_positive: z.number().nullable(),
  lr_positive_ci: Interval,
  lr_negative: z.number().nullable(),
  lr_negative_ci: Interval,
  sensitivity: z.number().nullable(),
  specificity: z.number().nullable(),
};

const WirePublished = z.strictObject({
  source: z.literal('published'),
  citations: z.array(z.string()).min(1),
  figures: z.array(z.string()).min(1),
  target: z.string(),
  shared_by: z.array(z.string()).optional(),
  population: z.string().nullable(),
  reference_standard: z.string().nullable(),
  printed: z.strictObject(printedFields),
  residual: z.number(),
  model_estimate: Share.optional(),
  note: z.string().optional(),
});
const WireLibraryEstimate = z.strictObject({ source: z.literal('library_estimate'), basis: z.enum(['derived', 'clinical']) });
const WireModelEstimate = z.strictObject({ source: z.literal('model_estimate'), model: z.string() });
const WireNotEstimated = z.strictObject({ source: z.literal('not_estimated') });

export type WireProvenance =
  | z.infer<typeof WirePublished>
  | z.infer<typeof WireLibraryEstimate>
  | z.infer<typeof WireModelEstimate>
  | z.infer<typeof WireNotEstimated>
  | { source: 'author'; who: string; at: string; replaced: { probability: number; provenance: WireProvenance } };

/** Where P(finding | leaf) comes from. An author's value keeps the one that it replaced. */
export const WireProvenance: z.ZodType<WireProvenance, WireProvenance> = z
  .discriminatedUnion('source', [
    WirePublished,
    WireLibraryEstimate,
    WireModelEstimate,
    WireNotEstimated,
    z.strictObject({
      source: z.literal('author'),
      who: z.string(),
      at: z.string(),
      replaced: z.strictObject({ probability: Share, provenance: z.lazy(() => WireProvenance) }),
    }),
  ])
  .meta({ id: 'Provenance' });

/** An upper-tier number is a mean over leaves: the sources that went into it. */
export const WireDerived = z
  .strictObject({ source: z.literal('derived'), from: z.array(z.string()), citations: z.array(z.string()) })
  .meta({ id: 'Derived' });

export const WirePriorProvenance = z
  .discriminatedUnion('source', [
    z.strictObject({
      source: z.literal('published'),
      citations: z.array(z.string()).min(1),
      printed: Share,
      population: z.string().nullable(),
    }),
    z.strictObject({ source: z.literal('library_estimate'), reason: z.string() }),
    z.strictObject({ source: z.literal('model_estimate'), model: z.string() }),
    z.strictObject({ source: z.literal('author'), who: z.string(), at: z.string() }),
  ])
  .meta({ id: 'PriorProvenance' });

export const WireGeneration = z
  .strictObject({
    model: z.string(),
    requested_model: z.string().nullable(),
    temperature: z.number(),
    seed: z.number().nullable(),
    difficulty: z.enum(['typical', 'atypical', 'sparse']),
    chief_complaint: z.string().nullable(),
    prompt_version: z.string().nullable(),
    tokens: z.strictObject({ input: z.number(), output: z.number() }).nullable(),
    cost_usd: z.number().nullable(),
    calls: z
      .array(
        z.strictObject({
          name: z.string(),
          model: z.string(),
          provider: z.string(),
          input: z.number(),
          cached_input: z.number(),
          output: z.number(),
          elapsed_ms: z.number(),
          attempts: z.number(),
          cost_usd: z.number().nullable(),
        }),
      )
      .default([]),
    notes: z.array(z.string()),
    elapsed_ms: z.number().optional().describe('Of this request; not part of the case.'),
  })
  .meta({ id: 'Generation', description: 'Who wrote the case, and what it took.' });
