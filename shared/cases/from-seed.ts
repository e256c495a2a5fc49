import * as z from 'zod';
import { posterior } from '../reasoning/bayes.ts';
import type { CaseRecord } from './case.ts';
import { DoorChart, Generation } from './case.ts';
import { observationsOf } from './derive.ts';
import type { Aliases } from './edits/apply-lists.ts';
import type { By } from './edits/author-cell.ts';
import type { MovedRatio } from './edits/edit-ratios.ts';
import type { Finding } from './finding.ts';
import { priorsOf } from './framework.ts';
import { camelKeys } from './key-case.ts';
import { Citation } from './provenance.ts';
import { requireWhole } from './require-whole.ts';
import { matchFeatures } from './seed/features.ts';
import { frameworkOf, movedTiers, wholePriors } from './seed/framework.ts';
import { likelihoodsOf, placeIn } from './seed/likelihoods.ts';
import { primaryLeafOf } from './seed/primary.ts';
import { gatherProblems, invalid } from './seed/problems.ts';
import { profilesOf } from './seed/profiles.ts';
import { SeedCase, type SeedInput } from './seed/seed-schema.ts';
import { givenPriors, tiersOf, treeOf } from './seed/tree.ts';

export type { SeedInput } from './seed/seed-schema.ts';
export type FromSeed = {
  readonly record: CaseRecord;
  /** Every LR that could not be had as it was asked for, because a row of them must agree with itself. */
  readonly moved: readonly MovedRatio[];
  /** What was inferred or changed, in sentences. */
  readonly notes: readonly string[];
};

const noAliases: Aliases = { names: [], abbreviations: [] };

/**
 * A whole record from what an older client knows: buckets without ids and parents, items without states, LRs by name. What
 * is ours is used where it is there. Throws `invalid-request` that names each field that does not fit. `aliases` are what the
 * diagnosis is also called, for a client that does not say.
 */
export function recordFromSeed(value: SeedInput | unknown, by: By, aliases: Aliases = noAliases): FromSeed {
  const seed = parse(value);
  const problems = gatherProblems();
  const notes: string[] = [];
  const findings = matchFeatures(seed, problems, notes);
  const tiers = tiersOf(seed, problems);
  const leafPriors = wholePriors(givenPriors(tiers[2]), problems, notes);
  const place = placeIn(tiers, seed.feature_likelihood_ratios, problems);
  problems.throwIfAny();
  const given = [givenPriors(tiers[0]), givenPriors(tiers[1]), leafPriors];
  const likeness = profilesOf(seed.feature_likelihood_ratios, place, given);
  const tree = treeOf(tiers, leafPriors, likeness, problems);
  const framework = frameworkOf(tree, leafPriors, by, notes);
  const { likelihoods, moved } = likelihoodsOf({ findings, framework, rows: seed.feature_likelihood_ratios, place, by });
  const record: CaseRecord = {
    ...textsOf(seed, aliases),
    doorChart: ours(DoorChart.nullable(), seed.case_details.door_chart ?? null, 'case_details.door_chart'),
    findings: inOrder(
      findings.map(({ finding }) => finding),
      seed.case_details.finding_order ?? [],
    ),
    framework,
    likelihoods,
    citations: ours(z.array(Citation), seed.citations ?? [], 'citations'),
    generation: generationOf(seed),
  };
  notes.push(...movedTiers(framework, tree));
  return {
    record: requireWhole({ ...record, framework: { ...framework, primaryLeafId: primaryOf(seed, record, notes) } }),
    moved,
    notes,
  };
}

function parse(value: unknown): SeedCase {
  const parsed = SeedCase.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || '(body)', message })));
}

const textsOf = ({ title, description, primary_diagnosis, primary_aliases, case_details }: SeedCase, aliases: Aliases) => ({
  title: title ?? case_details.title ?? 'Untitled case',
  description: description ?? '',
  primaryDiagnosis: primary_diagnosis,
  primaryAliases: primary_aliases ?? aliases,
  presentation: case_details.presentation,
  patientPersonality: case_details.patient_personality,
  objectives: case_details.objectives ?? [],
});

/** What only our own clients send must have our shape: it is never dropped in silence. */
function ours<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(camelKeys(value));
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map((issue) => ({ path: [path, ...issue.path].join('.'), message: issue.message })));
}

/** Who wrote a case that came from elsewhere is not known, unless it says so. The time it took is of the reply, not of the case. */
function generationOf({ generation }: SeedCase): Generation {
  if (!generation) return unknownOrigin;
  const { elapsed_ms: _, ...kept } = generation;
  return ours(Generation, kept, 'generation');
}

const unknownOrigin: Generation = {
  model: 'import',
  requestedModel: null,
  temperature: 0,
  seed: null,
  difficulty: 'typical',
  chiefComplaint: null,
  promptVersion: null,
  tokens: null,
  costUsd: null,
  calls: [],
  notes: [],
};

function primaryOf(seed: SeedCase, record: CaseRecord, notes: string[]): string {
  const { leaves } = record.framework;
  if (seed.primary_leaf_id) {
    if (leaves.some(({ id }) => id === seed.primary_leaf_id)) return seed.primary_leaf_id;
    throw invalid([{ path: 'primary_leaf_id', message: 'is not the id of a tier-3 bucket' }]);
  }
  const stated = record.findings.map((finding) => ({ ...finding, present: finding.present ?? true }));
  const belief = posterior(priorsOf(record.framework), observationsOf({ ...record, findings: stated }));
  return primaryLeafOf(record.primaryDiagnosis, leaves, belief, notes);
}

/** In the order of the case where it is said; findings that the order does not name come last, as listed. */
function inOrder(findings: readonly Finding[], order: readonly string[]): Finding[] {
  const place = new Map(order.map((id, i) => [id, i]));
  return findings.toSorted((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length));
}
