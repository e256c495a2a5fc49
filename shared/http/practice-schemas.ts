import * as z from 'zod';
import { WireDoorChart } from '../cases/wire-parts.ts';

/** What practising a case is answered with: the door, one answer, or the reveal. */

const place = { case_id: z.number().int(), version: z.number().int() };
const Ask = z.strictObject({ finding_id: z.string(), ask: z.string() });
const Category = z.enum(['history', 'physical_exam', 'diagnostic_workup']);
const named = {
  finding_id: z.string(),
  category: Category,
  ask: z.string(),
  finding: z.string(),
  present: z.boolean().nullable(),
};
const bits = { expected_information: z.number() };
const belief = {
  posterior: z.array(z.number()),
  entropy: z.number(),
  best_next: z.strictObject({ ...named, ...bits }).nullable(),
};

export const PracticeStart = z.strictObject({
  ...place,
  title: z.string(),
  door_chart: WireDoorChart.nullable(),
  presentation: z.string(),
  menu: z.strictObject({ history_questions: z.array(Ask), physical_examinations: z.array(Ask), tests: z.array(Ask) }),
  tiers: z.array(
    z.strictObject({
      tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      buckets: z.array(z.strictObject({ bucket_id: z.string(), name: z.string(), parent_id: z.string().nullable() })),
    }),
  ),
});

export const PracticeAnswer = z.strictObject({
  ...place,
  finding_id: z.string(),
  category: Category,
  ask: z.string(),
  answer: z.string(),
});

export const PracticeReveal = z.strictObject({
  ...place,
  tier_level: z.union([z.literal(1), z.literal(2)]),
  primary_diagnosis: z.string(),
  primary_leaf: z.string(),
  primary_bucket_id: z.string(),
  objectives: z.array(z.string()),
  assumption: z.string(),
  buckets: z.array(z.strictObject({ bucket_id: z.string(), name: z.string(), prior: z.number() })),
  start: z.strictObject(belief),
  path: z.array(z.strictObject({ ...named, ...bits, ...belief })),
  best_order: z.array(z.strictObject({ ...named, ...bits, posterior: z.array(z.number()) })),
  missed: z.array(z.strictObject({ ...named, answer: z.string(), likelihood_ratio: z.number(), weight_of_evidence: z.number() })),
});

export const PracticeReply = z.union([PracticeStart, PracticeAnswer, PracticeReveal]);

export const PracticeListReply = z.array(z.strictObject({ ...place, title: z.string(), chief_complaint: z.string().nullable() }));
