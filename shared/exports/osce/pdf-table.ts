import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js';
import { ink } from './pdf-look.ts';
import type { Cell, Column, Table } from './sheet.ts';

/** A row this long may fill a page: it is the only kind that may be cut. */
const mostInOneRow = 2_500;

export function tableAsPdf({ columns, rows, hasTotal = false, dense = false }: Table, title?: string): ContentTable & Content {
  const longest = Math.max(0, ...rows.map((row) => Math.max(...row.map(({ text, detail = '' }) => text.length + detail.length))));
  return {
    layout: dense ? 'dense' : 'ruled',
    fontSize: dense ? 7.6 : 9,
    table: {
      headerRows: title === undefined ? 1 : 2,
      keepWithHeaderRows: longest <= mostInOneRow ? 1 : 0,
      dontBreakRows: longest <= mostInOneRow,
      widths: columns.map(({ width }) => `${width}%`),
      body: [
        ...(title === undefined ? [] : [titleRow(title, columns.length)]),
        columns.map((column) => ({
          text: column.heading,
          bold: true,
          color: ink.accent,
          fillColor: ink.ground,
          fontSize: dense ? 7.4 : 8.2,
          ...aligned(column),
        })),
        ...rows.map((row, r) => row.map((one, i) => cellAsPdf(one, columns[i], hasTotal && r === rows.length - 1))),
      ],
    },
    margin: [0, 0, 0, 6],
  };
}

const titleRow = (text: string, width: number): TableCell[] => [
  { text, colSpan: width, fontSize: 11.5, bold: true, color: ink.accent, margin: [-5, 8, 0, 1] },
  ...Array.from({ length: width - 1 }, () => ''),
];

function cellAsPdf({ text, detail, tick }: Cell, column: Column | undefined, isTotal: boolean): TableCell {
  const align = aligned(column);
  if (tick) return { canvas: [{ type: 'rect', x: 0, y: 1.5, w: 9, h: 9, lineWidth: 0.8, lineColor: ink.text }], ...align };
  const main = { text, bold: isTotal, ...align };
  return detail === undefined ? main : { stack: [main, { text: detail, fontSize: 8, color: ink.quiet, ...align }] };
}

const aligned = (column: Column | undefined): { alignment?: 'right' | 'center' } =>
  column?.align === 'end' ? { alignment: 'right' } : column?.align === 'center' ? { alignment: 'center' } : {};
