import type { ExportFormat } from './formats.ts';
import { type SheetName, sheetNames } from './osce/sheet.ts';

/** The papers of an OSCE station, each alone and all together, to print from a browser or as PDF. */
export const packFormats: readonly ExportFormat[] = [
  ...sheetNames.flatMap((name) => bothOf(name, [name])),
  ...bothOf('osce-pack', sheetNames),
];

function bothOf(name: string, sheets: readonly SheetName[]): ExportFormat[] {
  const listed = name.replaceAll('-', '_');
  const shared = { under: 'export', tiered: false } as const;
  return [
    {
      ...shared,
      path: `${name}-html`,
      listedAs: `${listed}_html`,
      contentType: 'text/html; charset=utf-8',
      fileName: () => `${listed}.html`,
      headers: async () => ({ 'content-security-policy': (await import('./osce/html.ts')).contentPolicy }),
      write: async ({ record }) => (await import('./osce/pack.ts')).packAsHtml(record, sheets),
    },
    {
      ...shared,
      path: `${name}-pdf`,
      listedAs: `${listed}_pdf`,
      contentType: 'application/pdf',
      fileName: () => `${listed}.pdf`,
      write: async ({ record, createdAt }) =>
        (await import('./osce/pack.ts')).packAsPdf(record, sheets, createdAt === undefined ? new Date() : new Date(createdAt)),
    },
  ];
}
