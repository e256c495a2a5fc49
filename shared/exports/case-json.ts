import { CaseRecord } from '../cases/case.ts';
import { toWire } from '../cases/wire.ts';

/**
 * The whole case as one file that `POST /cases/import` takes back. Keys stand in the order of the schema, so that what is
 * imported is exported as the same bytes.
 */
export const caseJson = (record: CaseRecord): string =>
  `${JSON.stringify({ format: 'medical-case', version: 1, case: toWire(CaseRecord.parse(record)) }, null, 1)}\n`;
