import * as z from 'zod';
import { WireDerived, WireDoorChart, WireGeneration, WirePriorProvenance, WireProvenance } from './wire-parts.ts';

/**
 * The shapes of the contract's JSON. Fields that clients of the older system rely on are never renamed or retyped; what
 * is ours is added beside them.
 */

const Named = z.object({ id: z.string(), finding: z.string(), present: z.boolean().nullable() });

export const WireHistory = Named.extend({ question: z.string(), expected_answer: z.string() }).meta({ id: 'HistoryFinding' });
export const WireExam = Named.extend({ examination: z.string(), findings: z.string() }).meta({ id: 'ExamFinding' });
export const WireWorkup = Named.extend({ test: z.string(), rationale: z.string(), result: z.string() }).meta({
  id: 'WorkupFinding',
});

export const WireDetails = z
  .object({
    title: z.string(),
    door_chart: WireDoorChart.nullable(),
    presentation: z.string(),
    patient_personality: z.string(),
    history_questions: z.array(WireHistory),
    physical_exam_findings: z.array(WireExam),
    diagnostic_workup: z.array(WireWorkup),
    objectives: z.array(z.string()),
    /** Ids of the findings in case order, across the three lists. */
    finding_order: z.array(z.string()),
  })
  .meta({ id: 'CaseDetails' });

export const WireTier = z
  .object({
    tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    buckets: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        parent_id: z.string().nullable(),
        prior: z.number(),
        prior_provenance: WirePriorProvenance.optional(),
      }),
    ),
    a_priori_probabilities: z.record(z.string(), z.number()),
  })
  .meta({ id: 'Tier' });

export const WireRatio = z
  .object({
    feature_name: z.string(),
    feature_category: z.enum(['history', 'physical_exam', 'diagnostic_workup']),
    diagnostic_bucket: z.string(),
    tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    likelihood_ratio: z.number(),
    feature_id: z.string(),
    bucket_id: z.string(),
    present: z.boolean().nullable(),
    probability: z.number(),
    lr_positive: z.number(),
    lr_negative: z.number(),
    provenance: z.union([WireProvenance, WireDerived]),
  })
  .meta({ id: 'LikelihoodRatio' });

export const WireCase = z.object({
  title: z.string(),
  description: z.string(),
  primary_diagnosis: z.string(),
  primary_aliases: z.object({ names: z.array(z.string()), abbreviations: z.array(z.string()) }),
  primary_leaf_id: z.string(),
  case_details: WireDetails,
  diagnostic_framework: z.array(WireTier).length(3),
  feature_likelihood_ratios: z.array(WireRatio),
  citations: z.array(z.object({ id: z.string(), text: z.string(), pmid: z.string().nullable(), doi: z.string().nullable() })),
  generation: WireGeneration,
});
export type WireCase = z.infer<typeof WireCase>;
