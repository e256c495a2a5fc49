import type { Content, ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import type { Block, Cell, Column, Table } from './sheet.ts';

export const ink = { text: '#1a1a1a', accent: '#17365d', quiet: '#4a4a4a', line: '#bcc6d2', ground: '#e9eff6' } as const;

/** A row this long may fill a page: it is the only kind that may be cut. */
const mostInOneRow = 2_500;

const ruled = (horizontal: number, vertical: number): CustomTableLayout => ({
  hLineWidth: (i, { table: { headerRows = 1 } }) => (i < headerRows ? 0 : i === headerRows ? 0.9 : 0.5),
  vLineWidth: () => 0,
  hLineColor: (i, { table }) => (i === table.headerRows ? ink.accent : ink.line),
  paddingLeft: () => horizontal,
  paddingRight: () => horizontal,
  paddingTop: () => vertical,
  paddingBottom: () => vertical,
});

export const look: Record<string, CustomTableLayout> = {
  ruled: ruled(5, 3),
  dense: ruled(2, 1.6),
  facts: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingLeft: (i) => (i === 0 ? 0 : 10),
    paddingRight: () => 0,
    paddingTop: () => 1,
    paddingBottom: () => 1,
  },
  boxed: {
    hLineWidth: (i, { table }) => (i === 0 || i === table.body.length ? 0.9 : 0.5),
    vLineWidth: (i, { table }) => (i === 0 || i === table.widths?.length ? 0.9 : 0.5),
    hLineColor: () => ink.accent,
    vLineColor: (i, { table }) => (i === 0 || i === table.widths?.length ? ink.accent : ink.line),
    paddingLeft: () => 8,
    paddingRight: () => 8,
    paddingTop: () => 5,
    paddingBottom: () => 4,
  },
};

/** About how many lines of a page some blocks take, rather too many than too few. */
export const linesOf = (blocks: readonly Block[]): number => blocks.reduce((lines, block) => lines + linesOfBlock(block), 0);

function linesOfBlock(block: Block): number {
  const wrapped = (text: string, width: number): number => Math.ceil((text.length + 1) / width);
  switch (block.kind) {
    case 'heading':
      return 3;
    case 'text':
      return 1 + wrapped(block.text, 95);
    case 'list':
      return block.items.reduce((lines, text) => lines + 0.3 + wrapped(text, 95), 0);
    case 'table': {
      const lines = block.rows.map((row) =>
        Math.max(
          ...row.map(({ text, detail }, i) => {
            const width = Math.max(3, (block.columns[i]?.width ?? 100) * (block.dense ? 1.2 : 0.95));
            return wrapped(text, width) + (detail === undefined ? 0 : wrapped(detail, width));
          }),
        ),
      );
      return (block.dense ? 0.75 : 1) * lines.reduce((sum, count) => sum + 0.6 + count, 2);
    }
    default:
      return 2 + 2 * block.items.length;
  }
}

/** A section that may go over pages: a heading right above a table is part of it, kept with its first row and said again. */
export function flowing(blocks: readonly Block[]): Content[] {
  const [first, second, ...rest] = blocks;
  if (first?.kind === 'heading' && second?.kind === 'table')
    return [tableAsPdf(second, first.text), ...rest.flatMap((block) => blockAsPdf(block, false))];
  return blocks.flatMap((block) => blockAsPdf(block, false));
}

/** Within a whole section headings need no care: it goes over as one. */
export function blockAsPdf(block: Block, inWhole: boolean): Content[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.text, inWhole)];
    case 'text':
      return [textAsPdf(block.text, block.tone)];
    case 'facts':
      return [
        {
          layout: 'facts',
          table: {
            widths: [70, '*'],
            dontBreakRows: true,
            body: block.items.map(([name, value], i) => [
              { text: name, color: ink.quiet },
              { text: value, bold: i === 0 },
            ]),
          },
          margin: [0, 0, 0, 8],
        },
      ];
    case 'readings':
      return [
        heading(block.label, inWhole),
        {
          layout: 'boxed',
          unbreakable: true,
          table: { widths: ['*', '*', '*'], body: inThrees(block.items) },
          margin: [0, 0, 0, 6],
        },
      ];
    case 'list':
      return [
        block.ordered ? { ol: items(block.items), margin: [0, 0, 0, 6] } : { ul: items(block.items), margin: [0, 0, 0, 6] },
      ];
    case 'blanks':
      return [blanks(block.items)];
    case 'table':
      return [tableAsPdf(block)];
  }
}

const heading = (text: string, inWhole: boolean): Content => ({
  text,
  ...(inWhole ? {} : { headlineLevel: 2 }),
  fontSize: 11.5,
  bold: true,
  color: ink.accent,
  margin: [0, 10, 0, 4],
});
const items = (texts: readonly string[]): Content[] => texts.map((text) => ({ text, margin: [0, 0, 0, 2] }));

function textAsPdf(text: string, tone: 'plain' | 'spoken' | 'note'): Content {
  if (tone === 'spoken') return { text, fontSize: 13.5, italics: true, margin: [0, 0, 0, 6] };
  if (tone === 'plain') return { text, margin: [0, 0, 0, 6] };
  const bar: CustomTableLayout = {
    hLineWidth: () => 0,
    vLineWidth: (i) => (i === 0 ? 2 : 0),
    vLineColor: () => '#9fb3cc',
    paddingLeft: () => 8,
    paddingTop: () => 1,
    paddingBottom: () => 1,
  };
  return {
    layout: bar,
    table: { widths: ['*'], dontBreakRows: true, body: [[{ text, fontSize: 8.7, color: '#3d3d3d' }]] },
    margin: [0, 4, 0, 8],
  };
}

function inThrees(readings: readonly (readonly [string, string])[]): TableCell[][] {
  const cells = readings.map(
    ([name, value]): TableCell => ({
      stack: [
        { text: name, fontSize: 8.3, color: ink.quiet },
        { text: value, fontSize: 12, bold: true },
      ],
    }),
  );
  while (cells.length % 3 !== 0) cells.push('');
  return Array.from({ length: cells.length / 3 }, (_, i) => cells.slice(3 * i, 3 * i + 3));
}

function blanks(names: readonly string[]): Content {
  const isLines = names.includes('');
  const cells = names.map(
    (text): TableCell => ({
      text: text === '' ? ' ' : text,
      color: ink.quiet,
      margin: [0, 8, 0, 0],
      border: [false, false, false, true],
    }),
  );
  const gap: TableCell = { text: '', border: [false, false, false, false] };
  const body = isLines
    ? cells.map((one) => [one])
    : Array.from({ length: Math.ceil(cells.length / 2) }, (_, i) => [cells[2 * i] ?? gap, gap, cells[2 * i + 1] ?? gap]);
  return {
    layout: {
      defaultBorder: false,
      hLineWidth: () => 0.6,
      hLineColor: () => '#555555',
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 1,
      paddingBottom: () => 2,
    },
    table: { widths: isLines ? ['*'] : ['*', 20, '*'], dontBreakRows: true, body },
    unbreakable: true,
    margin: [0, 0, 0, 10],
  };
}

function tableAsPdf({ columns, rows, hasTotal = false, dense = false }: Table, title?: string): ContentTable & Content {
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
