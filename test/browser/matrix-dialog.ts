import type { Locator } from 'playwright-core';
import { credentials, type Product } from './product.ts';
import type { Visit } from './visit.ts';

/** The LR matrix of a draft's tier 2, as it is exported, and the name of the file. */
export async function matrixOf({ apiUrl }: Product, draft: string): Promise<string> {
  const { username, password } = credentials;
  const reply = await fetch(`${apiUrl}/session/${draft}/simulator-export/lr-matrix-csv?tier_level=2`, {
    headers: { authorization: `Basic ${btoa(`${username}:${password}`)}` },
  });
  return reply.text();
}
export const matrixName = 'case_draft_lr_matrix_tier_2.csv';

/** The file with the numbers of one row (1: the first below the header) as somebody typed them; columns count from 1. */
export function withCells(csv: string, row: number, typed: (cell: string, column: number) => string): string {
  let column = 0;
  const retyped = (line: string) => line.replace(/(?<=,)[\d.]+(?=,|$)/g, (cell) => typed(cell, ++column));
  return csv
    .split('\r\n')
    .map((line, i) => (i === row ? retyped(line) : line))
    .join('\r\n');
}

export type MatrixDialog = {
  readonly shown: () => Locator;
  readonly open: () => Promise<void>;
  readonly choose: (text: string, name?: string) => Promise<void>;
  readonly send: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The import of a matrix, as somebody at the page works with it. */
export function matrixDialog(tab: () => Visit): MatrixDialog {
  const shown = () => tab().page.getByRole('dialog', { name: 'Import a changed LR matrix' });
  return {
    shown,
    open: () => tab().page.getByRole('button', { name: 'Import a changed CSV' }).click(),
    choose: (text, name = matrixName) =>
      shown()
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) }),
    send: () => shown().getByRole('button', { name: 'Import', exact: true }).click(),
    close: () => shown().getByRole('button', { name: 'Close' }).click(),
  };
}
