import type { Finding } from '../cases/finding.ts';
import type { Repair } from './audit.ts';

/** The state that the answer of a finding states beyond doubt. */
export const setState = ({ id, finding }: Finding, present: boolean): Repair => ({
  label: `Mark “${finding}” as ${present ? 'present' : 'absent'}, as its answer says`,
  operations: [{ op: 'set-finding', finding_id: id, present }],
});
