import type { CaseRecord } from '../../../../../shared/cases/case.ts';
import { rowOf } from '../../../../../shared/cases/derive.ts';
import type { Finding } from '../../../../../shared/cases/finding.ts';
import { priorsOf } from '../../../../../shared/cases/framework.ts';
import { likelihoodRatios } from '../../../../../shared/reasoning/bayes.ts';
import { normalise } from '../../../../../shared/reasoning/edit-priors.ts';
import type { Audit, Operation } from '../../../api/types.ts';
import { findingAt } from '../pointers.ts';

export type Repair = { readonly label: string; readonly operations: readonly Operation[] };

/** What mends a problem in one step, where that takes no clinical judgement or the choice is plain. */
export function repairsOf({ id, fields }: Audit, record: CaseRecord): Repair[] {
  const pointed = fields.map((field) => findingAt(field, record)).filter((finding) => finding !== undefined);
  const [first] = pointed;
  switch (id) {
    case 'answer-contradicts-state':
      return first && first.present !== null ? [setState(first, !first.present)] : [];
    case 'state-unknown':
      return first ? [setState(first, true), setState(first, false)] : [];
    case 'dead-weight':
      return pointed.slice(0, 4).map(remove);
    case 'same-measure':
      return pointed.slice(0, 2).map(remove);
    case 'extreme-ratio':
      return [{ label: 'Bring them to 50 or 0.02', operations: tempered(record, [...new Set(pointed)]) }];
    case 'priors-sum':
      return [{ label: 'Scale to 100 %', operations: [scaled(record)] }];
    case 'unknown-primary-leaf':
      return primaryByName(record);
    default:
      return [];
  }
}

const setState = ({ id }: Finding, present: boolean): Repair => ({
  label: present ? 'Say it is present' : 'Say it is absent',
  operations: [{ op: 'set-finding', finding_id: id, present }],
});

const remove = ({ id, finding }: Finding): Repair => ({
  label: `Remove “${finding}”`,
  operations: [{ op: 'remove-finding', finding_id: id }],
});

/** Estimated LRs beyond 50 or 0.02 become 50 or 0.02; published ones stay. A hair inside, so that the audit agrees. */
function tempered(record: CaseRecord, findings: readonly Finding[]): Operation[] {
  const priors = priorsOf(record.framework);
  return findings.flatMap(({ id, present }) =>
    record.framework.leaves.flatMap((leaf, i): Operation[] => {
      if (record.likelihoods[id]?.[leaf.id]?.provenance.source === 'published') return [];
      const { positive, negative } = likelihoodRatios(priors, rowOf(record, id), [i]);
      const now = present ? positive : negative;
      const wanted = now > 50 ? 49.9 : now < 0.02 ? 0.0201 : undefined;
      return wanted === undefined ? [] : [{ op: 'set-ratio', finding_id: id, bucket_id: leaf.id, likelihood_ratio: wanted }];
    }),
  );
}

function scaled({ framework }: CaseRecord): Operation {
  const shares = normalise(priorsOf(framework));
  const priors = Object.fromEntries(framework.leaves.map(({ id }, i) => [id, shares[i] ?? 0]));
  return { op: 'set-priors', tier_level: 3, priors };
}

function primaryByName({ framework, primaryDiagnosis }: CaseRecord): Repair[] {
  const leaf = framework.leaves.find(({ name }) => name.toLowerCase() === primaryDiagnosis.toLowerCase());
  return leaf ? [{ label: `Make “${leaf.name}” the primary one`, operations: [{ op: 'set-primary', bucket_id: leaf.id }] }] : [];
}
