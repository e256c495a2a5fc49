import type { CaseRecord } from '../cases/case.ts';
import type { TierLevel } from '../cases/framework.ts';
import { csv } from './csv.ts';
import { headerOf, ratioText, readableMatrix } from './lr-matrix.ts';

/** The file that the companion simulator reads: one tier, a row for each finding with a state, a column for each bucket. */
export function lrMatrixCsv(record: CaseRecord, tier: TierLevel): string {
  const matrix = readableMatrix(record, tier);
  const rows = matrix.rows.map(({ feature, cells }) => [
    feature,
    ...cells.map(({ inForce }) => ratioText(inForce ?? Number.NaN)),
  ]);
  return csv([headerOf(matrix), ...rows]);
}
