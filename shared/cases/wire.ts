import type * as z from 'zod';
import { bucketPrior } from '../reasoning/bayes.ts';
import type { CaseRecord } from './case.ts';
import { cellsOf, type DerivedRatio, ratiosAt } from './derive.ts';
import type { Finding } from './finding.ts';
import { bucketsOf, priorsOf, type TierLevel, tierLevels } from './framework.ts';
import { snakeKeys } from './key-case.ts';
import type { Provenance } from './provenance.ts';
import type { WireDoorChart, WireGeneration, WirePriorProvenance, WireProvenance } from './wire-parts.ts';
import type { WireCase, WireDetails, WireExam, WireHistory, WireRatio, WireTier, WireWorkup } from './wire-schema.ts';

/**
 * The contract's JSON. Fields that clients of the older system rely on are never renamed or retyped; what is ours is added
 * beside them. Numbers go out at full precision.
 */

const wireFinding = (finding: Finding) => {
  const { id, present } = finding;
  const named = { id, finding: finding.finding, present };
  switch (finding.category) {
    case 'history':
      return { ...named, question: finding.question, expected_answer: finding.expectedAnswer };
    case 'physical_exam':
      return { ...named, examination: finding.examination, findings: finding.findings };
    case 'diagnostic_workup':
      return { ...named, test: finding.test, rationale: finding.rationale, result: finding.result };
  }
};

function wireDetails(record: CaseRecord): z.infer<typeof WireDetails> {
  const listOf = <C extends Finding['category']>(category: C) =>
    record.findings.filter((f) => f.category === category).map(wireFinding);
  return {
    title: record.title,
    door_chart: record.doorChart && (snakeKeys(record.doorChart) as z.infer<typeof WireDoorChart>),
    presentation: record.presentation,
    patient_personality: record.patientPersonality,
    history_questions: listOf('history') as z.infer<typeof WireHistory>[],
    physical_exam_findings: listOf('physical_exam') as z.infer<typeof WireExam>[],
    diagnostic_workup: listOf('diagnostic_workup') as z.infer<typeof WireWorkup>[],
    objectives: record.objectives,
    finding_order: record.findings.map(({ id }) => id),
  };
}

function wireTier(record: CaseRecord, tier: TierLevel): z.infer<typeof WireTier> {
  const priors = priorsOf(record.framework);
  const buckets = bucketsOf(record.framework, tier);
  return {
    tier_level: tier,
    buckets: buckets.map(({ id, name, description, parentId, members }) => {
      const leaf = tier === 3 ? record.framework.leaves.find((candidate) => candidate.id === id) : undefined;
      return {
        id,
        name,
        description,
        parent_id: parentId,
        prior: bucketPrior(priors, members),
        ...(leaf ? { prior_provenance: snakeKeys(leaf.provenance) as z.infer<typeof WirePriorProvenance> } : {}),
      };
    }),
    a_priori_probabilities: Object.fromEntries(buckets.map(({ name, members }) => [name, bucketPrior(priors, members)])),
  };
}

/** An upper-tier number is a mean over leaves: it names the sources that went into it. */
function wireProvenance(record: CaseRecord, { finding, bucket }: DerivedRatio): z.infer<typeof WireRatio>['provenance'] {
  const cells = cellsOf(record, finding.id);
  const sources = bucket.members.flatMap((leaf): Provenance[] => (cells[leaf] ? [cells[leaf].provenance] : []));
  const [only] = sources;
  if (only && sources.length === 1) return snakeKeys(only) as WireProvenance;
  const citations = sources.flatMap((source) => (source.source === 'published' ? source.citations : []));
  return { source: 'derived', from: [...new Set(sources.map(({ source }) => source))], citations: [...new Set(citations)] };
}

const wireRatio = (record: CaseRecord, derived: DerivedRatio): z.infer<typeof WireRatio> => ({
  feature_name: derived.finding.finding,
  feature_category: derived.finding.category,
  diagnostic_bucket: derived.bucket.name,
  tier_level: derived.tier,
  // A finding without a state moves nothing yet; `present: null` and an audit say why.
  likelihood_ratio: derived.inForce ?? 1,
  feature_id: derived.finding.id,
  bucket_id: derived.bucket.id,
  present: derived.finding.present,
  probability: derived.probability,
  lr_positive: derived.lrPositive,
  lr_negative: derived.lrNegative,
  provenance: wireProvenance(record, derived),
});

/** Our record as the contract shows it. */
export const toWire = (record: CaseRecord): WireCase => ({
  title: record.title,
  description: record.description,
  primary_diagnosis: record.primaryDiagnosis,
  primary_aliases: record.primaryAliases,
  primary_leaf_id: record.framework.primaryLeafId,
  case_details: wireDetails(record),
  diagnostic_framework: tierLevels.map((tier) => wireTier(record, tier)),
  feature_likelihood_ratios: tierLevels.flatMap((tier) => ratiosAt(record, tier).map((derived) => wireRatio(record, derived))),
  citations: record.citations,
  generation: snakeKeys(record.generation) as z.infer<typeof WireGeneration>,
});
