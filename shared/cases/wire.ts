import { z } from 'zod';
import { bucketPrior } from '../reasoning/bayes.ts';
import type { CaseRecord } from './case.ts';
import { cellsOf, type DerivedRatio, ratiosAt } from './derive.ts';
import type { Finding } from './finding.ts';
import { bucketsOf, priorsOf, type TierLevel, tierLevels } from './framework.ts';
import { snakeKeys } from './key-case.ts';
import type { Provenance } from './provenance.ts';

/**
 * The contract's JSON. Fields that clients of the older system rely on are never renamed or retyped; what is ours is added
 * beside them. Numbers go out at full precision.
 */

const Named = z.object({ id: z.string(), finding: z.string(), present: z.boolean().nullable() });
const Loose = z.record(z.string(), z.unknown());

export const WireHistory = Named.extend({ question: z.string(), expected_answer: z.string() });
export const WireExam = Named.extend({ examination: z.string(), findings: z.string() });
export const WireWorkup = Named.extend({ test: z.string(), rationale: z.string(), result: z.string() });

export const WireDetails = z.object({
  title: z.string(),
  door_chart: Loose.nullable(),
  presentation: z.string(),
  patient_personality: z.string(),
  history_questions: z.array(WireHistory),
  physical_exam_findings: z.array(WireExam),
  diagnostic_workup: z.array(WireWorkup),
  objectives: z.array(z.string()),
  /** Ids of the findings in case order, across the three lists. */
  finding_order: z.array(z.string()),
});

export const WireTier = z.object({
  tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  buckets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      parent_id: z.string().nullable(),
      prior: z.number(),
      prior_provenance: Loose.optional(),
    }),
  ),
  a_priori_probabilities: z.record(z.string(), z.number()),
});

export const WireRatio = z.object({
  feature_name: z.string(),
  feature_category: z.enum(['history', 'physical_exam', 'diagnostic_workup']),
  diagnostic_bucket: z.string(),
  tier_level: z.number().int(),
  likelihood_ratio: z.number(),
  feature_id: z.string(),
  bucket_id: z.string(),
  present: z.boolean().nullable(),
  probability: z.number(),
  lr_positive: z.number(),
  lr_negative: z.number(),
  provenance: Loose,
});

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
  generation: Loose,
});
export type WireCase = z.infer<typeof WireCase>;

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
    door_chart: record.doorChart && snakeKeys(record.doorChart),
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
        ...(leaf ? { prior_provenance: snakeKeys(leaf.provenance) } : {}),
      };
    }),
    a_priori_probabilities: Object.fromEntries(buckets.map(({ name, members }) => [name, bucketPrior(priors, members)])),
  };
}

/** An upper-tier number is a mean over leaves: it names the sources that went into it. */
function wireProvenance(record: CaseRecord, { finding, bucket }: DerivedRatio): Record<string, unknown> {
  const cells = cellsOf(record, finding.id);
  const sources = bucket.members.flatMap((leaf): Provenance[] => (cells[leaf] ? [cells[leaf].provenance] : []));
  const [only] = sources;
  if (only && sources.length === 1) return snakeKeys(only);
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
  generation: snakeKeys(record.generation),
});
