import * as z from 'zod';

/** analysis-body.ts, as callers read it. Lists of numbers over buckets are in the order of the tier's `buckets`. */

const category = z.enum(['history', 'physical_exam', 'diagnostic_workup']);
const Named = z.object({
  feature_id: z.string(),
  feature_name: z.string(),
  feature_category: category,
  present: z.boolean().nullable(),
});
const Question = z.object({ feature_id: z.string(), expected_information: z.number() }).nullable();
const numbers = z.array(z.number());
const maybeNumbers = z.array(z.number().nullable());

const Step = z.object({
  feature_id: z.string(),
  posterior: numbers,
  entropy: z.number(),
  information: z.number().describe('Bits; negative where the finding left us less certain.'),
  surprise: z.number(),
  expected_information: z.number(),
});

const Moved = z.object({ ratio: z.number(), limited: z.boolean(), posterior: z.number() });

const Bucket = z.object({
  bucket_id: z.string(),
  name: z.string(),
  prior: z.number(),
  posterior: z.number(),
  posterior_counted_once: z.number(),
  simulator_posterior: z.number(),
  rank_at_presentation: z.number().int(),
  final_rank: z.number().int(),
});

const Tier = z.object({
  tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  buckets: z.array(Bucket),
  primary: Bucket,
  entropy: z.object({ prior: z.number(), final: z.number() }),
  first_question: Question,
  path: z.array(Step.extend({ simulator_posterior: numbers, best_next: Question })),
  best_order: z.array(Step),
  expected_information: z.object({
    feature_ids: z.array(z.string()),
    from_start: maybeNumbers,
    after_steps: z.array(maybeNumbers),
  }),
  simulator: z.object({
    leader: z.string(),
    bayes_leader: z.string(),
    winners_differ: z.boolean(),
    winner_depends_on_order: z.boolean(),
    leader_lowest: z.number(),
    leader_highest: z.number(),
    leader_spread: z.number(),
    orders_tried: z.number().int(),
  }),
  sensitivity: z.array(
    z.object({
      feature_id: z.string(),
      bucket_id: z.string(),
      likelihood_ratio: z.number(),
      lowered: Moved,
      raised: Moved,
      swing: z.number(),
    }),
  ),
});

export const AnalysisReply = z
  .object({
    session_id: z.string().nullable(),
    case_id: z.number().int().nullable(),
    version: z.number().int().nullable(),
    assumption: z.string(),
    primary_leaf_id: z.string(),
    findings: z.array(Named),
    findings_without_state: z.array(Named),
    difficulty: z.object({
      score: z.number(),
      bits_needed: z.number(),
      bits_given: z.number(),
      rank_at_presentation: z.number().int(),
      discriminating: z.number().int(),
      pointing_elsewhere: z.number(),
    }),
    same_measure_pairs: z.array(
      z.object({
        feature_ids: z.tuple([z.string(), z.string()]),
        reason: z.string(),
        correlation: z.number().nullable(),
        shared_words: z.array(z.string()),
        left_out: z.string(),
        primary_posterior_counted_once: z.number(),
      }),
    ),
    tiers: z.array(Tier),
  })
  .meta({ id: 'Analysis' });
