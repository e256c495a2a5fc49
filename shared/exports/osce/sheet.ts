/** A paper of the OSCE pack as blocks, before anybody has said whether it is HTML or PDF: both printers read the same. */

/** `tick`: a box to tick, said aloud by its label. `detail` stands small below the text. */
export type Cell = { readonly text: string; readonly detail?: string; readonly tick?: boolean };

export type Column = {
  readonly heading: string;
  /** Whole per cent of the table's width; those of a table add up to 100. */
  readonly width: number;
  readonly align?: 'start' | 'center' | 'end';
};

export type Table = {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** The last row adds up the others. */
  readonly hasTotal?: boolean;
  /** Small figures, for tables that are looked up rather than read. */
  readonly dense?: boolean;
};

export type Block =
  | Table
  /** `whole`: what it announces stays on one page. */
  | { readonly kind: 'heading'; readonly text: string; readonly whole?: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly tone: 'plain' | 'spoken' | 'note' }
  | { readonly kind: 'facts'; readonly items: readonly (readonly [name: string, value: string])[] }
  /** Readings that must be taken in at a glance. */
  | { readonly kind: 'readings'; readonly label: string; readonly items: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  /** Lines to be filled in by hand. */
  | { readonly kind: 'blanks'; readonly items: readonly string[] };

export type Sheet = {
  /** The last part of its route, and of its page's name. */
  readonly name: SheetName;
  /** Whom it is for, and whom not. */
  readonly reader: string;
  readonly title: string;
  /** In larger type: read standing, in a corridor. */
  readonly large?: boolean;
  readonly blocks: readonly Block[];
};

export const sheetNames = ['door-chart', 'patient-actor', 'examiner-checklist', 'answer-key'] as const;
export type SheetName = (typeof sheetNames)[number];
export const paperNames: Readonly<Record<SheetName, string>> = {
  'door-chart': 'Door chart',
  'patient-actor': 'Patient’s script',
  'examiner-checklist': 'Examiner’s checklist',
  'answer-key': 'Answer key',
};

export const cell = (text: string, detail?: string): Cell => (detail === undefined ? { text } : { text, detail });
export const tick = (label: string): Cell => ({ text: label, tick: true });
/** No empty tables: a heading that announces nothing is left out with it. */
export const section = (heading: string, ...blocks: readonly Block[]): Block[] =>
  announce({ kind: 'heading', text: heading }, blocks);
/** A section that stays on one page. */
export const whole = (heading: string, ...blocks: readonly Block[]): Block[] =>
  announce({ kind: 'heading', text: heading, whole: true }, blocks);

function announce(heading: Block, blocks: readonly Block[]): Block[] {
  const filled = blocks.filter(
    (block) => !('rows' in block && block.rows.length === 0) && !('items' in block && block.items.length === 0),
  );
  return filled.length === 0 ? [] : [heading, ...filled];
}

/** Blocks under their headings; those before the first heading come first, under none. */
export function sectionsOf(blocks: readonly Block[]): { readonly whole: boolean; readonly blocks: readonly Block[] }[] {
  const sections: { whole: boolean; blocks: Block[] }[] = [{ whole: false, blocks: [] }];
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ whole: block.whole ?? false, blocks: [] });
    sections.at(-1)?.blocks.push(block);
  }
  return sections.filter((one) => one.blocks.length > 0);
}
