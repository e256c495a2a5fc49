import type { Audit } from './audit.ts';

export const stateUnknown: Audit = ({ findings }) =>
  findings
    .filter(({ present }) => present === null)
    .map(({ id, finding }) => ({
      id: 'state-unknown',
      severity: 'warning',
      sentence: `Say whether “${finding}” is present or absent in this patient; until then it takes no part in the numbers.`,
      fields: [`/case_details#${id}`],
    }));
