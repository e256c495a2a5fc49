import { inflateRawSync } from 'node:zlib';

/** An .xlsx opened by hand: the ZIP's directory, then the XML of its sheets. */

export type ReadCell = { readonly text?: string; readonly number?: number; readonly formula?: string };
/** Cells by address, as `B12`. */
export type ReadSheet = ReadonlyMap<string, ReadCell>;

export function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  const files = new Map<string, string>();
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, nameLength, extra, comment] = [10, 20, 28, 30, 32].map((offset) =>
      offset === 20 ? bytes.readUInt32LE(at + offset) : bytes.readUInt16LE(at + offset),
    ) as [number, number, number, number, number];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    files.set(name, (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

export function readWorkbook(bytes: Uint8Array): Map<string, ReadSheet> {
  const files = unzip(Buffer.from(bytes));
  const part = (name: string): string => files.get(name) ?? '';
  const shared = [...part('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, inside = '']) =>
    plain([...inside.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join('')),
  );
  const names = [...part('xl/workbook.xml').matchAll(/<sheet\b[^>]*\bname="([^"]*)"/g)].map(([, name = '']) => plain(name));
  return new Map(names.map((name, i) => [name, readSheet(part(`xl/worksheets/sheet${i + 1}.xml`), shared)]));
}

function readSheet(xml: string, shared: readonly string[]): ReadSheet {
  const cells = new Map<string, ReadCell>();
  for (const [, attributes = '', inside = ''] of xml.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const address = /\br="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '';
    const value = /<v>(.*?)<\/v>/s.exec(inside)?.[1];
    const formula = /<f>(.*?)<\/f>/s.exec(inside)?.[1];
    if (value === undefined && formula === undefined) continue;
    if (/\bt="s"/.test(attributes)) cells.set(address, { text: shared[Number(value)] ?? '' });
    else cells.set(address, { number: Number(value), ...(formula === undefined ? {} : { formula: plain(formula) }) });
  }
  return cells;
}

const plain = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&');

export const rowOf = (sheet: ReadSheet, column: string, text: string): number => {
  const found = [...sheet].find(([address, cell]) => cell.text === text && new RegExp(`^${column}\\d+$`).test(address));
  if (!found) throw new Error(`no ${text} in column ${column}`);
  return Number(found[0].slice(column.length));
};

/** A sheet as a table of texts; numbers with the decimals given. */
export function tableOf(sheet: ReadSheet, decimals: number): string[][] {
  const table: string[][] = [];
  for (const [address, { text, number }] of sheet) {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const line = table[Number(row) - 1] ?? [];
    table[Number(row) - 1] = line;
    line[column] = text ?? (number ?? Number.NaN).toFixed(decimals);
  }
  return table;
}
