import * as z from 'zod';

/** A paper. `id` is the library's own; PMID and DOI where they are known. */
export const Citation = z.strictObject({
  id: z.string().min(1),
  text: z.string().min(1),
  pmid: z.string().nullable(),
  doi: z.string().nullable(),
});
export type Citation = z.infer<typeof Citation>;

const Probability = z.number().min(0).max(1);

/** Where a likelihood comes from. Every number has one. */
export const Published = z.strictObject({
  source: z.literal('published'),
  citations: z.array(z.string()).min(1),
  figures: z.array(z.string()).min(1),
  /** What the paper calls its diagnosis. */
  target: z.string(),
  /** Leaves that the figure speaks of together, when it is about more than this one. */
  sharedBy: z.array(z.string()).optional(),
  population: z.string().nullable(),
  referenceStandard: z.string().nullable(),
  /** As printed: LR+ and LR− with their intervals, null where the paper gives none. */
  printed: z.strictObject({
    lrPositive: z.number().nullable(),
    lrPositiveCi: z.tuple([z.number(), z.number()]).nullable(),
    lrNegative: z.number().nullable(),
    lrNegativeCi: z.tuple([z.number(), z.number()]).nullable(),
    sensitivity: z.number().nullable(),
    specificity: z.number().nullable(),
  }),
  /** ln(derived LR / printed LR) where other figures of the row did not let it be met exactly. */
  residual: z.number(),
  /** What the model that wrote the case had put in this cell, before the figure took its place. */
  modelEstimate: Probability.optional(),
  note: z.string().optional(),
});

export const LibraryEstimate = z.strictObject({
  source: z.literal('library_estimate'),
  /** `derived`: moved so that published figures of the same finding hold; `clinical`: the library's own estimate. */
  basis: z.enum(['derived', 'clinical']),
});

export const ModelEstimate = z.strictObject({ source: z.literal('model_estimate'), model: z.string() });

/** Nobody has given a number yet: equal for every leaf, so that it moves nothing, and an audit asks for it. */
export const NotEstimated = z.strictObject({ source: z.literal('not_estimated') });

export type Author = {
  source: 'author';
  who: string;
  at: string;
  replaced: { probability: number; provenance: Provenance };
};
export type Provenance =
  | z.infer<typeof Published>
  | z.infer<typeof LibraryEstimate>
  | z.infer<typeof ModelEstimate>
  | z.infer<typeof NotEstimated>
  | Author;

/** An author's value keeps the one that it replaced, which keeps the one before. */
export const Author: z.ZodType<Author> = z.strictObject({
  source: z.literal('author'),
  who: z.string(),
  at: z.string(),
  replaced: z.strictObject({ probability: Probability, provenance: z.lazy(() => Provenance) }),
});

export const Provenance: z.ZodType<Provenance> = z.union([Published, LibraryEstimate, ModelEstimate, NotEstimated, Author]);

/** Where a prior comes from: a published share (with citation), or an estimate and its reason. */
export const PriorProvenance = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('published'),
    citations: z.array(z.string()).min(1),
    printed: Probability,
    population: z.string().nullable(),
  }),
  z.strictObject({ source: z.literal('library_estimate'), reason: z.string() }),
  z.strictObject({ source: z.literal('model_estimate'), model: z.string() }),
  z.strictObject({ source: z.literal('author'), who: z.string(), at: z.string() }),
]);
export type PriorProvenance = z.infer<typeof PriorProvenance>;
