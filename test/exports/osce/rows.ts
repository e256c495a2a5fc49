import type { CaseRecord } from '../../../shared/cases/case.ts';
import { writeSheet } from '../../../shared/exports/osce/pack.ts';
import type { SheetName } from '../../../shared/exports/osce/sheet.ts';

/** Rows of every table that a paper has: the texts of their cells. */
export const rowsOf = (name: SheetName, record: CaseRecord): string[][] =>
  writeSheet[name](record).blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.rows.map((row) => row.flatMap(({ text, detail, tick }) => (tick ? [] : [text, detail ?? ''])))
      : [],
  );
