import type { CustomTableLayout } from 'pdfmake/interfaces.js';

export const ink = { text: '#1a1a1a', accent: '#17365d', quiet: '#4a4a4a', line: '#bcc6d2', ground: '#e9eff6' } as const;

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
