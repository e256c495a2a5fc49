import type { CaseRecord } from '../../shared/cases/case.ts';
import type { SeedInput } from '../../shared/cases/from-seed.ts';
import { toWire } from '../../shared/cases/wire.ts';

/** A case as a client of the older system holds it: the fields it knows, and nothing of ours. */
export function asOlderClient(record: CaseRecord): SeedInput {
  const wire = toWire(record);
  const { presentation, patient_personality, history_questions, physical_exam_findings, diagnostic_workup } = wire.case_details;
  return {
    title: wire.title,
    description: wire.description,
    primary_diagnosis: wire.primary_diagnosis,
    case_details: {
      presentation,
      patient_personality,
      history_questions: history_questions.map(({ question, expected_answer }) => ({ question, expected_answer })),
      physical_exam_findings: physical_exam_findings.map(({ examination, findings }) => ({ examination, findings })),
      diagnostic_workup: diagnostic_workup.map(({ test, rationale }) => ({ test, rationale })),
    },
    diagnostic_framework: wire.diagnostic_framework.map(({ tier_level, buckets, a_priori_probabilities }) => ({
      tier_level,
      buckets: buckets.map(({ name, description }) => ({ name, description })),
      a_priori_probabilities,
    })),
    feature_likelihood_ratios: wire.feature_likelihood_ratios.map(
      ({ feature_name, feature_category, diagnostic_bucket, tier_level, likelihood_ratio }) => ({
        feature_name,
        feature_category,
        diagnostic_bucket,
        tier_level: tier_level as 1 | 2 | 3,
        likelihood_ratio,
      }),
    ),
  };
}
