import type { CaseRecord } from '../cases/case.ts';
import { ratiosAt } from '../cases/derive.ts';
import type { FindingCategory } from '../cases/finding.ts';
import { bucketsOf, priorsOf, type TierLevel, tierLevels } from '../cases/framework.ts';
import { toWire } from '../cases/wire.ts';
import { bucketPrior } from '../reasoning/bayes.ts';

/**
 * The older system's three JSON files, numbers at full precision. Its file of ratios has no tier, so a bucket name that two
 * tiers share stands for the finer one there; ours with tiers is the fourth.
 */
export function outputFiles(record: CaseRecord, caseId: number) {
  const { case_details } = toWire(record);
  const byTier = tierLevels.map((tier) => [`tier_${tier}`, ratioTree(record, [tier])] as const);
  return {
    case_details_json: {
      case_id: caseId,
      title: record.title,
      description: record.description,
      primary_diagnosis: record.primaryDiagnosis,
      presentation: record.presentation,
      patient_personality: record.patientPersonality,
      history_questions: case_details.history_questions,
      physical_exam_findings: case_details.physical_exam_findings,
      diagnostic_workup: case_details.diagnostic_workup,
    },
    a_priori_probabilities_json: Object.fromEntries(tierLevels.map((tier) => [`tier_${tier}`, priorsAt(record, tier)])),
    feature_likelihood_ratios_json: ratioTree(record, tierLevels),
    feature_likelihood_ratios_by_tier_json: Object.fromEntries(byTier),
  };
}

function priorsAt({ framework }: CaseRecord, tier: TierLevel) {
  const buckets = bucketsOf(framework, tier);
  const priors = priorsOf(framework);
  return {
    buckets: buckets.map(({ name, description }) => ({ name, description })),
    probabilities: Object.fromEntries(buckets.map(({ name, members }) => [name, bucketPrior(priors, members)])),
  };
}

type RatioTree = Record<FindingCategory, Record<string, Record<string, number>>>;

/** Ratios in force by category, feature and bucket. A finding without a state has none: a 1.0 would claim to know. */
function ratioTree(record: CaseRecord, tiers: readonly TierLevel[]): RatioTree {
  const names = featureNames(record);
  const ratios = tiers.flatMap((tier) => ratiosAt(record, tier));
  const under = (category: FindingCategory) => {
    const byFinding = Map.groupBy(
      ratios.filter(({ finding }) => finding.category === category && finding.present !== null),
      ({ finding }) => finding.id,
    );
    return Object.fromEntries(
      [...byFinding].map(([id, cells]) => [
        names.get(id) ?? id,
        Object.fromEntries(cells.flatMap(({ bucket, inForce }) => (inForce === null ? [] : [[bucket.name, inForce] as const]))),
      ]),
    );
  };
  return { history: under('history'), physical_exam: under('physical_exam'), diagnostic_workup: under('diagnostic_workup') };
}

/** Names by finding id; a second finding of the same words is told apart by its id rather than lost. */
function featureNames({ findings }: CaseRecord): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    findings.map(({ id, category, finding }) => {
      const name = taken.has(`${category} ${finding}`) ? `${finding} (${id})` : finding;
      taken.add(`${category} ${name}`);
      return [id, name];
    }),
  );
}
