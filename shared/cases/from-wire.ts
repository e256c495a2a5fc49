import { AppError, type FieldError } from '../errors.ts';
import { CaseRecord } from './case.ts';
import type { Finding } from './finding.ts';
import { camelKeys } from './key-case.ts';
import { requireReadable } from './readable.ts';
import { requireWhole } from './require-whole.ts';
import { WireCase } from './wire-schema.ts';

/**
 * The contract's JSON back into our record. Everything that is derived (upper-tier priors, LRs) is dropped and derived
 * again; the stored truth is read from the tier-3 rows. Throws `invalid-request` that names each field that does not fit.
 */
export function fromWire(value: unknown): CaseRecord {
  requireReadable(value);
  const wire = parse(WireCase, value);
  const [tier1, tier2, tier3] = [1, 2, 3].map((level) =>
    wire.diagnostic_framework.find(({ tier_level }) => tier_level === level),
  );
  if (!tier1 || !tier2 || !tier3)
    throw wrong([{ path: 'diagnostic_framework', message: 'needs the tiers 1, 2 and 3, each once' }]);
  const { door_chart, history_questions, physical_exam_findings, diagnostic_workup, finding_order, ...details } =
    wire.case_details;
  const findings: Finding[] = [
    ...history_questions.map(({ expected_answer, ...item }) => ({
      ...item,
      category: 'history' as const,
      expectedAnswer: expected_answer,
    })),
    ...physical_exam_findings.map((item) => ({ ...item, category: 'physical_exam' as const })),
    ...diagnostic_workup.map((item) => ({ ...item, category: 'diagnostic_workup' as const })),
  ];
  return requireWhole(
    parse(CaseRecord, {
      title: wire.title,
      description: wire.description,
      primaryDiagnosis: wire.primary_diagnosis,
      primaryAliases: wire.primary_aliases,
      doorChart: camelKeys(door_chart),
      presentation: details.presentation,
      patientPersonality: details.patient_personality,
      objectives: details.objectives,
      findings: inOrder(findings, finding_order),
      framework: {
        tier1: tier1.buckets.map(({ id, name, description }) => ({ id, name, description })),
        tier2: tier2.buckets.map(({ id, name, description, parent_id }) => ({ id, name, description, parentId: parent_id })),
        leaves: tier3.buckets.map(({ id, name, description, parent_id, prior, prior_provenance }) => ({
          id,
          name,
          description,
          parentId: parent_id,
          prior,
          provenance: camelKeys(prior_provenance),
        })),
        primaryLeafId: wire.primary_leaf_id,
      },
      likelihoods: likelihoodsOf(wire),
      citations: wire.citations,
      generation: camelKeys(recorded(wire.generation)),
    }),
  );
}

/** What a reply says beside the record: how long this request took. */
const recorded = ({ elapsed_ms: _, ...generation }: Record<string, unknown>): Record<string, unknown> => generation;

/** The stored truth out of the tier-3 rows. Gathered in maps: an id that came from outside must not name a prototype. */
function likelihoodsOf(wire: WireCase): Record<string, Record<string, unknown>> {
  const rows = new Map<string, Map<string, unknown>>();
  for (const { tier_level, feature_id, bucket_id, probability, provenance } of wire.feature_likelihood_ratios) {
    if (tier_level !== 3) continue;
    const row = rows.get(feature_id) ?? new Map<string, unknown>();
    row.set(bucket_id, { probability, provenance: camelKeys(provenance) });
    rows.set(feature_id, row);
  }
  return Object.fromEntries([...rows].map(([finding, row]) => [finding, Object.fromEntries(row)]));
}

/** Findings in the order that was stored; ones that the order does not name come last, as listed. */
function inOrder(findings: readonly Finding[], order: readonly string[]): Finding[] {
  const place = new Map(order.map((id, i) => [id, i]));
  return findings.toSorted((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length));
}

const wrong = (errors: readonly FieldError[]): AppError =>
  new AppError('invalid-request', 'The case does not have the shape of the contract.', { errors });

type Schema<T> = {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
};
type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

function parse<T>(schema: Schema<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrong(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}
