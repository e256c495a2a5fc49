import type { CaseRecord } from '../../../../../shared/cases/case.ts';
import { rowOf } from '../../../../../shared/cases/derive.ts';
import type { Finding } from '../../../../../shared/cases/finding.ts';
import { priorsOf } from '../../../../../shared/cases/framework.ts';
import { likelihoodRatios } from '../../../../../shared/reasoning/bayes.ts';
import type { Audit, Operation } from '../../../api/types.ts';
import { findingAt } from '../pointers.ts';

export type Repair = { readonly label: string; readonly operations: readonly Operation[] };

/**
 * What mends a problem in one step: the audit's own repair where there is one exact thing, else the plain choices that
 * are left to the author.
 */
export function repairsOf({ id, fields, repair }: Audit, record: CaseRecord): Repair[] {
  if (repair) return [repair];
  const pointed = fields.map((field) => findingAt(field, record)).filter((finding) => finding !== undefined);
  const [first] = pointed;
  if (id === 'state-unknown' && first) return [setState(first, true), setState(first, false)];
  if (id === 'extreme-ratio') return [{ label: 'Bring them to 50 or 0.02', operations: tempered(record, [...new Set(pointed)]) }];
  return [];
}

const setState = ({ id }: Finding, present: boolean): Repair => ({
  label: present ? 'Say it is present' : 'Say it is absent',
  operations: [{ op: 'set-finding', finding_id: id, present }],
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
