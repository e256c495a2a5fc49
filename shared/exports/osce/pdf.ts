import PdfPrinter from 'pdfmake';
import type { Content, Node, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { loadFonts } from './fonts.ts';
import { linesOf } from './page-lines.ts';
import { blockAsPdf, flowing } from './pdf-blocks.ts';
import { ink, look } from './pdf-look.ts';
import { printableBy } from './printable.ts';
import { paperNames, type Sheet, sectionsOf } from './sheet.ts';

const face = 'DejaVu Sans Condensed';
const millimetre = 72 / 25.4;

/** One PDF, each paper beginning on a page of its own; pages are counted within the paper. `made` stands in its properties. */
export async function sheetsAsPdf(title: string, given: readonly Sheet[], made: Date): Promise<Uint8Array<ArrayBuffer>> {
  const { normal, bold, italics } = await loadFonts();
  const sheets = given.map(printableBy(normal));
  const titles = sheets.map(titleOf);
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [17 * millimetre, 16 * millimetre, 17 * millimetre, 18 * millimetre],
    info: { title, creator: 'Medical Case Generator', producer: 'Medical Case Generator', creationDate: made, modDate: made },
    language: 'en',
    displayTitle: true,
    defaultStyle: { font: face, fontSize: 9.5, lineHeight: 1.18, color: ink.text },
    content: sheets.flatMap((sheet, i) => sheetAsPdf(sheet, titles[i] ?? '', i > 0)),
    pageBreakBefore: isHeadingAtFoot,
    footer: (page, pages) => footOf(sheets, titles.map(pageOf), page, pages),
  };
  const document = new PdfPrinter({ [face]: { normal, bold, italics, bolditalics: bold } as never }).createPdfKitDocument(
    definition,
    {
      tableLayouts: look,
    },
  );
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', () => resolve());
    document.on('error', reject);
  });
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(pieces));
}

/** A heading at the foot of a page goes over with what it announces. */
const isHeadingAtFoot = ({ startPosition, headlineLevel }: Node): boolean =>
  headlineLevel === 2 && startPosition.verticalRatio > 0.86;

const titleOf = ({ title }: Sheet): Content => ({
  text: title,
  headlineLevel: 1,
  fontSize: 19,
  bold: true,
  margin: [0, 3, 0, 4],
  lineHeight: 1.1,
});

/** The page that a node was laid on: the layouter notes it on the node, and asks for feet afterwards. */
const pageOf = (node: Content): number => (node as { positions?: { pageNumber: number }[] }).positions?.[0]?.pageNumber ?? 1;

const sheetAsPdf = ({ name, reader, blocks, large = false }: Sheet, title: Content, onNewPage: boolean): Content[] => [
  {
    columns: [
      { text: paperNames[name].toUpperCase(), characterSpacing: 0.7, bold: true, width: 'auto' },
      { text: reader, alignment: 'right', bold: true },
    ],
    color: ink.accent,
    fontSize: 8.5,
    ...(onNewPage ? { pageBreak: 'before' as const } : {}),
  },
  title,
  {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: 176 * millimetre, y2: 0, lineWidth: 2, lineColor: ink.accent }],
    margin: [0, 0, 0, 10],
  },
  {
    stack: sectionsOf(blocks).flatMap((section): Content[] => {
      const whole = section.whole && linesOf(section.blocks) <= linesOnPage;
      return whole
        ? [{ stack: section.blocks.flatMap((block) => blockAsPdf(block, true)), unbreakable: true }]
        : flowing(section.blocks);
    }),
    ...(large ? { fontSize: 11.5 } : {}),
  },
];

/** Lines of a page that a section may have and surely still fits. */
const linesOnPage = 44;

function footOf(sheets: readonly Sheet[], begins: readonly number[], page: number, pages: number): Content {
  const place = Math.max(
    0,
    begins.findLastIndex((begin) => begin <= page),
  );
  const own = sheets[place];
  const first = begins[place] ?? 1;
  const next = begins[place + 1] ?? pages + 1;
  return {
    columns: [
      { text: `${own ? `${paperNames[own.name]} · ${own.title}` : ''}`, width: '*', noWrap: true },
      { text: `${page - first + 1} / ${next - first}`, alignment: 'right', width: 50 },
    ],
    fontSize: 8,
    color: ink.quiet,
    margin: [17 * millimetre, 6 * millimetre, 17 * millimetre, 0],
  };
}
