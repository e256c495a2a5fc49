import { isUnestimated, rowOf } from '../cases/derive.ts';
import { priorsOf } from '../cases/framework.ts';
import { expectedInformation } from '../reasoning/information.ts';
import type { Audit } from './audit.ts';
import { nameField, placed } from './pointers.ts';

const leastBits = 0.01;

/**
 * Findings that tell nothing whatever their answer, all in one warning. Reckoned twice: with the case's priors, and with
 * equal ones, for a question about a rare killer carries few bits and is still worth asking.
 */
export const deadWeight: Audit = (record) => {
  const { findings, framework } = record;
  const priors = priorsOf(framework);
  const equal = priors.map(() => 1 / priors.length);
  const idle = placed(findings).filter(({ finding: { id } }) => {
    // Numbers that nobody has given yet are the business of another audit.
    if (isUnestimated(record, id)) return false;
    const row = rowOf(record, id);
    return expectedInformation(priors, row) < leastBits && expectedInformation(equal, row) < leastBits;
  });
  if (idle.length === 0) return [];
  const names = idle.map(({ finding }) => `“${finding.finding}”`).join(', ');
  return [
    {
      id: 'dead-weight',
      severity: 'warning',
      sentence: `Whatever the answer, less than ${leastBits} bit is learned from ${names}; ask something that tells the diagnoses apart.`,
      fields: idle.map(nameField),
      repair: {
        label: idle.length === 1 ? `Remove ${names}` : `Remove these ${idle.length} findings`,
        operations: idle.map(({ finding }) => ({ op: 'remove-finding', finding_id: finding.id })),
      },
    },
  ];
};
