import * as z from 'zod';
import { FindingWords, Id, Name, ShareOfOne, Text } from './operations.ts';

/**
 * What an edit may bring as whole lists, as clients of the older system send them: items need no ids, parts may be left
 * out, and null is nothing. What we add to the contract's items is read where it is there.
 */

/** What older clients leave out, or send as null. */
const orNull = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();

const Item = FindingWords.extend({ id: orNull(Id), finding: orNull(Name) });
export const HistoryItem = Item.extend({ question: Text.min(1, 'must not be empty'), expected_answer: orNull(Text) });
export const ExamItem = Item.extend({ examination: Text.min(1, 'must not be empty'), findings: orNull(Text) });
export const WorkupItem = Item.extend({ test: Text.min(1, 'must not be empty'), rationale: orNull(Text), result: orNull(Text) });

const Vital = z.number();
export const ChartPatch = z.strictObject({
  name: Text.optional(),
  age: z.number().nonnegative().max(130).optional(),
  sex: z.enum(['male', 'female']).optional(),
  setting: Text.optional(),
  arrival: Text.optional(),
  chief_complaint: Text.optional(),
  vitals: z
    .strictObject({
      heart_rate: Vital.optional(),
      systolic: Vital.optional(),
      diastolic: Vital.optional(),
      respiratory_rate: Vital.optional(),
      temperature: Vital.optional(),
      oxygen_saturation: Vital.optional(),
      glucose: Vital.nullable().optional(),
    })
    .optional(),
});

export const DetailsPatch = z.object({
  title: orNull(Text),
  door_chart: orNull(ChartPatch),
  presentation: orNull(Text),
  patient_personality: orNull(Text),
  objectives: orNull(z.array(Text).max(50)),
  history_questions: orNull(z.array(HistoryItem).max(150)),
  physical_exam_findings: orNull(z.array(ExamItem).max(150)),
  diagnostic_workup: orNull(z.array(WorkupItem).max(150)),
  finding_order: orNull(z.array(Id).max(600)),
});
export type DetailsPatch = z.infer<typeof DetailsPatch>;

export const TierPatch = z.object({
  tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3'),
  buckets: z
    .array(
      z.object({
        id: orNull(Id),
        name: Name,
        description: orNull(Text),
        parent_id: orNull(Id),
        prior: orNull(ShareOfOne),
      }),
    )
    .min(2, 'a tier needs two buckets or more')
    .max(40),
  a_priori_probabilities: orNull(z.record(z.string(), ShareOfOne)),
});
export type TierPatch = z.infer<typeof TierPatch>;

export const RatioPatch = z.object({
  feature_name: Text,
  feature_category: orNull(z.enum(['history', 'physical_exam', 'diagnostic_workup'])),
  diagnostic_bucket: Text,
  tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3'),
  likelihood_ratio: z.number('must be a number above 0').positive('must be above 0').max(1e6),
  feature_id: orNull(Id),
  bucket_id: orNull(Id),
  probability: orNull(z.number()),
});
export type RatioPatch = z.infer<typeof RatioPatch>;

export const ListsPatch = z.object({
  title: orNull(Text),
  description: orNull(Text),
  primary_diagnosis: orNull(Name),
  case_details: orNull(DetailsPatch),
  diagnostic_framework: orNull(z.array(TierPatch).max(3)),
  feature_likelihood_ratios: orNull(z.array(RatioPatch).max(20_000)),
});
export type ListsPatch = z.infer<typeof ListsPatch>;
