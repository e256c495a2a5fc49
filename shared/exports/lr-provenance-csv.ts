import type { CaseRecord } from '../cases/case.ts';
import type { TierLevel } from '../cases/framework.ts';
import { csv } from './csv.ts';
import { readableMatrix } from './lr-matrix.ts';
import { provenanceHeader, provenanceRows } from './lr-provenance.ts';

/** The sidecar of the matrix: the same features in the same order, and for each bucket where its number comes from. */
export const lrProvenanceCsv = (record: CaseRecord, tier: TierLevel): string =>
  csv([[...provenanceHeader], ...provenanceRows(record, readableMatrix(record, tier))]);
