import type { Finding } from '../cases/finding.ts';
import type { Door, Question } from '../cases/practice.ts';
import { questionOf } from '../cases/practice.ts';
import type { Belief, Reveal } from '../cases/practice-reveal.ts';

/** Which saved case a reply is about; a learner's next request names the version, so that an author's edit changes no running case. */
export type Place = { readonly caseId: number; readonly version: number };

/**
 * Bodies for learners list their fields one by one, down to the last: one that is added to a case tomorrow reaches nobody by
 * itself.
 */
export const startBody = ({ caseId, version }: Place, { title, doorChart, presentation, menu, tiers }: Door) => {
  const of = (category: Finding['category']) =>
    menu.filter((question) => question.category === category).map(({ id, ask }) => ({ finding_id: id, ask }));
  return {
    case_id: caseId,
    version,
    title,
    door_chart: doorChart && doorChartBody(doorChart),
    presentation,
    menu: {
      history_questions: of('history'),
      physical_examinations: of('physical_exam'),
      tests: of('diagnostic_workup'),
    },
    tiers: tiers.map(({ tier, options }) => ({
      tier_level: tier,
      buckets: options.map(({ id, name, parentId }) => ({ bucket_id: id, name, parent_id: parentId })),
    })),
  };
};

const doorChartBody = ({ name, age, sex, setting, arrival, chiefComplaint, vitals }: NonNullable<Door['doorChart']>) => ({
  name,
  age,
  sex,
  setting,
  arrival,
  chief_complaint: chiefComplaint,
  vitals: {
    heart_rate: vitals.heartRate,
    systolic: vitals.systolic,
    diastolic: vitals.diastolic,
    respiratory_rate: vitals.respiratoryRate,
    temperature: vitals.temperature,
    oxygen_saturation: vitals.oxygenSaturation,
    glucose: vitals.glucose,
  },
});

export const answerBody = (
  { caseId, version }: Place,
  { id, category, ask, answer }: Question & { readonly answer: string },
) => ({
  case_id: caseId,
  version,
  finding_id: id,
  category,
  ask,
  answer,
});

/** Lists of numbers are in the order of `buckets`, which is that of the door. */
export const revealBody = ({ caseId, version }: Place, shown: Reveal) => {
  const { record, options, start, steps, bestOrder, missed, tier, truth } = shown;
  const { leaves, primaryLeafId } = record.framework;
  return {
    case_id: caseId,
    version,
    tier_level: tier,
    primary_diagnosis: record.primaryDiagnosis,
    primary_leaf: leaves.find(({ id }) => id === primaryLeafId)?.name ?? record.primaryDiagnosis,
    primary_bucket_id: options[truth]?.id ?? '',
    objectives: record.objectives,
    assumption: shown.assumption,
    buckets: options.map(({ id, name, prior }) => ({ bucket_id: id, name, prior })),
    start: beliefBody(start),
    path: steps.map(({ finding, expected, ...belief }) => ({
      ...nameOf(finding),
      expected_information: expected,
      ...beliefBody(belief),
    })),
    best_order: bestOrder.map(({ finding, expected, shares }) => ({
      ...nameOf(finding),
      expected_information: expected,
      posterior: shares,
    })),
    missed: missed.map(({ finding, answer, ratio, weight }) => ({
      ...nameOf(finding),
      answer,
      likelihood_ratio: ratio,
      weight_of_evidence: weight,
    })),
  };
};

const nameOf = (finding: Finding) => ({
  finding_id: finding.id,
  category: finding.category,
  ask: questionOf(finding).ask,
  finding: finding.finding,
  present: finding.present,
});

const beliefBody = ({ shares, entropy, bestNext }: Belief) => ({
  posterior: shares,
  entropy,
  best_next: bestNext && { ...nameOf(bestNext.finding), expected_information: bestNext.bits },
});
