import type { CaseRecord } from '../../cases/case.ts';
import { cellsOf, posteriorOf, ratiosAt } from '../../cases/derive.ts';
import { bucketsOf, primaryLeafIndex, priorsOf, tierLevels } from '../../cases/framework.ts';
import type { Provenance } from '../../cases/provenance.ts';
import { sumByBucket } from '../../reasoning/bayes.ts';

/** What the numbers of a case say, for the papers of examiner and author: never part of what a learner or an actor gets. */
export type Evidence = {
  readonly findings: ReadonlyMap<string, Weight>;
  /** By tier, in framework order. */
  readonly buckets: Readonly<Record<1 | 2 | 3, readonly Belief[]>>;
  /** ratios.get(finding id)[leaf]: LR in force; no entry where a finding's state is not known. */
  readonly ratios: ReadonlyMap<string, readonly number[]>;
};

/** What a finding does to the primary diagnosis. */
export type Weight = {
  /** LR in force for the primary leaf; 1 moves nothing. */
  readonly ratio: number;
  readonly strength: Strength;
  readonly provenance: Provenance;
  /** Printed interval of the LR in force. */
  readonly interval: readonly [number, number] | null;
};
export type Strength = 'large' | 'moderate' | 'small' | 'slight';
export type Belief = {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly prior: number;
  readonly posterior: number;
};

export function evidenceOf(record: CaseRecord): Evidence {
  const primary = primaryLeafIndex(record.framework);
  const priors = priorsOf(record.framework);
  const after = posteriorOf(record);
  const derived = ratiosAt(record, 3).filter(({ inForce }) => inForce !== null);
  const ratios = new Map(
    [...Map.groupBy(derived, ({ finding }) => finding.id)].map(([id, row]) => [id, row.map(({ inForce }) => inForce ?? 1)]),
  );
  const findings = record.findings.flatMap(({ id, present }): [string, Weight][] => {
    const ratio = ratios.get(id)?.[primary];
    const provenance = cellsOf(record, id)[primary]?.provenance;
    if (ratio === undefined || !provenance) return [];
    return [[id, { ratio, strength: strengthOf(ratio), provenance, interval: intervalOf(provenance, present === true) }]];
  });
  const believed = (tier: 1 | 2 | 3): Belief[] => {
    const views = bucketsOf(record.framework, tier);
    const members = views.map((view) => view.members);
    const [before, then] = [sumByBucket(priors, members), sumByBucket(after, members)];
    return views.map(({ id, name, parentId }, i) => ({
      id,
      name,
      parentId,
      prior: before[i] ?? Number.NaN,
      posterior: then[i] ?? Number.NaN,
    }));
  };
  const [one, two, three] = tierLevels.map(believed);
  return { findings: new Map(findings), buckets: { 1: one ?? [], 2: two ?? [], 3: three ?? [] }, ratios };
}

/** Bands of the Rational Clinical Examination: above 10 or below 0.1 large, to 5 and 0.2 moderate, to 2 and 0.5 small. */
export function strengthOf(ratio: number): Strength {
  const factor = Math.max(ratio, 1 / ratio);
  return factor > 10 ? 'large' : factor >= 5 ? 'moderate' : factor >= 2 ? 'small' : 'slight';
}

/** A finding that weighs more earns more. */
export const marksFor = (weight: Weight | undefined): number =>
  weight === undefined || weight.strength === 'slight' ? 1 : weight.strength === 'small' ? 2 : 3;

function intervalOf(provenance: Provenance, present: boolean): readonly [number, number] | null {
  if (provenance.source !== 'published') return null;
  return present ? provenance.printed.lrPositiveCi : provenance.printed.lrNegativeCi;
}
