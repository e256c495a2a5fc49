import * as z from 'zod';

/**
 * A case as clients of the older system know it: no ids, no parents, no states. What is ours is taken where it is there;
 * keys that nobody knows are dropped. Names are trimmed, because an older client's forms do not.
 */

/** Lone surrogates and NUL cannot be stored as text by PostgreSQL. */
const Text = z
  .string()
  .max(20_000)
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'must not contain NUL bytes or lone surrogates');
const Name = Text.trim().min(1, 'must not be empty').max(500);
const Id = Name.max(100);
const Ratio = z.number('must be a number above 0').positive('must be above 0').max(1e6);
const Prior = z.number('must be a number above 0 and up to 1').positive('must be above 0').max(1, 'must be at most 1');
const Anything = z.record(z.string(), z.unknown());

const item = {
  id: Id.nullish(),
  finding: Name.nullish(),
  present: z.boolean().nullish(),
};

export const SeedDetails = z.object({
  title: Text.nullish(),
  door_chart: Anything.nullish(),
  presentation: Text,
  patient_personality: Text,
  history_questions: z.array(z.object({ ...item, question: Name, expected_answer: Text })).max(300),
  physical_exam_findings: z.array(z.object({ ...item, examination: Name, findings: Text })).max(300),
  diagnostic_workup: z.array(z.object({ ...item, test: Name, rationale: Text, result: Text.nullish() })).max(300),
  objectives: z.array(Text).max(100).nullish(),
  finding_order: z.array(Id).nullish(),
});

export const SeedBucket = z.object({
  id: Id.nullish(),
  name: Name,
  description: Text.nullish(),
  parent_id: Id.nullish(),
  prior: Prior.nullish(),
  prior_provenance: Anything.nullish(),
});

export const SeedTier = z.object({
  tier_level: z.literal([1, 2, 3], 'must be 1, 2 or 3'),
  buckets: z.array(SeedBucket).min(1, 'needs at least one bucket').max(60),
  a_priori_probabilities: z.record(z.string(), Prior),
});

export const SeedRatio = z.object({
  feature_name: Name,
  feature_category: z.enum(['history', 'physical_exam', 'diagnostic_workup']),
  diagnostic_bucket: Name,
  tier_level: z.literal([1, 2, 3], 'must be 1, 2 or 3'),
  likelihood_ratio: Ratio,
  feature_id: Id.nullish(),
  bucket_id: Id.nullish(),
  present: z.boolean().nullish(),
  probability: z.number().min(0).max(1).nullish(),
  lr_positive: z.number().nullish(),
  lr_negative: z.number().nullish(),
  provenance: Anything.nullish(),
});

export const SeedCase = z.object({
  title: Text.nullish(),
  description: Text.nullish(),
  primary_diagnosis: Name,
  primary_aliases: z.object({ names: z.array(Text), abbreviations: z.array(Text) }).nullish(),
  primary_leaf_id: Id.nullish(),
  case_details: SeedDetails,
  diagnostic_framework: z.array(SeedTier).length(3, 'needs the tiers 1, 2 and 3, each once'),
  feature_likelihood_ratios: z.array(SeedRatio).max(50_000),
  citations: z.array(Anything).nullish(),
  generation: Anything.nullish(),
});
export type SeedCase = z.infer<typeof SeedCase>;
export type SeedInput = z.input<typeof SeedCase>;
export type SeedTier = z.infer<typeof SeedTier>;
export type SeedRatio = z.infer<typeof SeedRatio>;
export type SeedDetails = z.infer<typeof SeedDetails>;
