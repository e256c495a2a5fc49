import { CsvError, parse } from 'csv-parse/sync';
import { invalid } from '../cases/seed/problems.ts';

/** Records of a CSV as a spreadsheet shows them: row 1 is the header. Every record has as many columns as the header. */
export function readCsv(text: string): string[][] {
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  if (firstLine.includes(';') && !firstLine.includes(','))
    throw invalid([{ path: 'row 1, column 1', message: 'columns are divided by commas, not semicolons' }]);
  const records = parsed(text);
  const [header] = records;
  if (!header) throw invalid([{ path: 'row 1', message: 'there is no header; the file is empty' }]);
  const uneven = records.flatMap((record, i) =>
    record.length === header.length
      ? []
      : [{ path: `row ${i + 1}`, message: `has ${record.length} columns; the header has ${header.length}` }],
  );
  if (uneven.length > 0) throw invalid(uneven);
  return records;
}

function parsed(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.lines === 'number' ? error.lines : 1;
    const column = typeof error.column === 'number' ? `, column ${error.column + 1}` : '';
    throw invalid([
      { path: `row ${row}${column}`, message: 'a quoted cell does not end where it should; the file may be cut off' },
    ]);
  }
}
