import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { ink } from './pdf-look.ts';
import { tableAsPdf } from './pdf-table.ts';
import type { Block } from './sheet.ts';

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
