import writeExcel from 'write-excel-file/node';
import type { CaseRecord } from '../cases/case.ts';
import { type TierLevel, tierLevels } from '../cases/framework.ts';
import { bayesSheet } from './bayes-sheet.ts';
import { font, heading, numeral, type SheetModel, text, toSheet, withFormulaValues } from './excel-cells.ts';
import { headerOf, type Matrix, matrixOf, ratioText, readableMatrix } from './lr-matrix.ts';
import { provenanceHeader, provenanceRows } from './lr-provenance.ts';
import { priorsSheet } from './priors-sheet.ts';

/**
 * A workbook whose first sheet is what the companion simulator reads, the CSV cell by cell; the others are for people. The
 * sheets of the other tiers are shown even where the simulator could not read them.
 */
export async function lrMatrixExcel(record: CaseRecord, tier: TierLevel): Promise<Uint8Array<ArrayBuffer>> {
  const matrix = readableMatrix(record, tier);
  const sheets = [
    matrixSheet('Feature_LR_Matrix', matrix),
    ...tierLevels.map((level) => matrixSheet(`Tier ${level}`, level === tier ? matrix : matrixOf(record, level))),
    priorsSheet(record),
    provenanceSheet(record, matrix),
    bayesSheet(record, matrix),
  ];
  const bytes = await writeExcel(sheets.map(toSheet), { ...font, features: [withFormulaValues(sheets)] }).toBuffer();
  return new Uint8Array(bytes);
}

const matrixSheet = (sheet: string, matrix: Matrix): SheetModel => ({
  sheet,
  rows: [
    headerOf(matrix).map(heading),
    ...matrix.rows.map(({ feature, cells }) => [
      text(feature),
      ...cells.map(({ inForce }) => (Number.isFinite(inForce) ? numeral(Number(ratioText(inForce ?? 1)), '0.00') : null)),
    ]),
  ],
  stickyRowsCount: 1,
  stickyColumnsCount: 1,
  columns: [{ width: 60 }, ...matrix.columns.map(() => ({ width: 18 }))],
});

const provenanceSheet = (record: CaseRecord, matrix: Matrix): SheetModel => ({
  sheet: 'Provenance',
  rows: [
    provenanceHeader.map(heading),
    ...provenanceRows(record, matrix).map((row) =>
      row.map((value, i) => {
        const format = numericColumns[provenanceHeader[i] ?? ''];
        return format === undefined ? text(value) : numeral(Number(value), format);
      }),
    ),
  ],
  stickyRowsCount: 1,
  stickyColumnsCount: 2,
  columns: provenanceHeader.map((name) => ({ width: name === 'Feature' || name === 'Citation' ? 60 : 20 })),
});

const numericColumns: Readonly<Record<string, string>> = { LR: '0.00', 'P(finding | bucket)': '0.0000' };
