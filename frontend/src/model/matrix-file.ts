import type { TierLevel } from '../../../shared/cases/framework.ts';

/** A matrix that somebody has chosen, read. `tier` is undefined where the file's name does not say it. */
export type MatrixFile = { readonly name: string; readonly text: string; readonly tier: TierLevel | undefined };

/** What the API reads at most. A matrix has some ten thousand characters. */
const largestBytes = 2 * 1024 * 1024;

/** Reads a CSV, or says in words what else the file is. Whether it is a matrix of this draft the API says. */
export async function readMatrixFile(file: File): Promise<MatrixFile> {
  const { name, size } = file;
  if (size > largestBytes) throw new Error(`“${name}” is larger than 2 MB, which no matrix is.`);
  const text = textOf(new Uint8Array(await file.arrayBuffer()));
  const start = text.trimStart();
  if (start === '') throw new Error(`“${name}” is empty.`);
  if (start.startsWith('PK\u0003')) throw new Error(`“${name}” is a workbook. Save its sheet as CSV, and choose that file.`);
  if (/^[{[]/.test(start)) throw new Error(`“${name}” is JSON. Case files are imported on the page “Cases”.`);
  if (/[^\P{Cc}\t\r\n]/u.test(text)) throw new Error(`“${name}” is not a CSV file.`);
  return { name, text, tier: tierIn(name) };
}

/** Spreadsheets on Windows save what they call "CSV" in their own code page, unless they are told otherwise. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** case_12_lr_matrix_tier_3.csv, as exports are named; also "… tier 3 (1).csv". */
const tierIn = (name: string): TierLevel | undefined => {
  const tier = Number(/tier[ _-]?([123])(?!\d)/i.exec(name)?.[1]);
  return tier === 1 || tier === 2 || tier === 3 ? tier : undefined;
};
