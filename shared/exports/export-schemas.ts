import * as z from 'zod';
import { WireExam, WireHistory, WireWorkup } from '../cases/wire-schema.ts';

/** What available-exports.ts and output-files.ts answer. */

export const ExportsReply = z
  .object({
    case_id: z.number().int().nullable(),
    case_title: z.string(),
    available_tiers: z.array(z.number().int()),
    total_features: z.number().int(),
    total_diagnostic_buckets: z.number().int(),
    available_exports: z.array(z.string()),
    exports: z.array(z.object({ name: z.string(), path: z.string(), tiered: z.boolean() })),
    findings_without_state: z.array(z.string()),
    unavailable_tiers: z.array(
      z.object({ tier_level: z.number().int(), errors: z.array(z.object({ path: z.string(), message: z.string() })) }),
    ),
  })
  .meta({ id: 'Exports' });

const TierFile = z.object({
  buckets: z.array(z.object({ name: z.string(), description: z.string() })),
  probabilities: z.record(z.string(), z.number()),
});
const Ratios = z.record(z.string(), z.record(z.string(), z.number()));
const RatioFile = z.object({ history: Ratios, physical_exam: Ratios, diagnostic_workup: Ratios });

export const OutputFilesReply = z
  .object({
    case_details_json: z.object({
      case_id: z.number().int(),
      title: z.string(),
      description: z.string(),
      primary_diagnosis: z.string(),
      presentation: z.string(),
      patient_personality: z.string(),
      history_questions: z.array(WireHistory),
      physical_exam_findings: z.array(WireExam),
      diagnostic_workup: z.array(WireWorkup),
    }),
    a_priori_probabilities_json: z.object({ tier_1: TierFile, tier_2: TierFile, tier_3: TierFile }),
    feature_likelihood_ratios_json: RatioFile,
    feature_likelihood_ratios_by_tier_json: z.object({ tier_1: RatioFile, tier_2: RatioFile, tier_3: RatioFile }),
  })
  .meta({ id: 'OutputFiles' });
