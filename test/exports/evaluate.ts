import type { ReadSheet } from './read-workbook.ts';

/** A spreadsheet's reckoning of one cell, from inputs and formulas alone: stored values of formulas are not looked at. */
export function evaluator(sheet: ReadSheet): (address: string) => number {
  const known = new Map<string, number>();
  const cell = (address: string): number => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const { formula, number } = sheet.get(address) ?? {};
    const value = formula === undefined ? number : reckon(formula, cell);
    if (value === undefined) throw new Error(`${address} has no number`);
    known.set(address, value);
    return value;
  };
  return cell;
}

const token = /\s*(\d+(?:\.\d+)?|\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|[A-Z]+(?=\()|[-+*/=(),])/y;

function reckon(formula: string, cell: (address: string) => number): number {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < formula.length; at = token.lastIndex) {
    const found = token.exec(formula);
    if (!found?.[1]) throw new Error(`cannot read ${formula} at ${at}`);
    tokens.push(found[1]);
  }
  const accept = (...wanted: string[]): string | undefined => (wanted.includes(tokens[0] ?? '') ? tokens.shift() : undefined);
  const need = (wanted: string): void => {
    if (!accept(wanted)) throw new Error(`wanted ${wanted} in ${formula}`);
  };
  /** A value is a list: one number, or the cells of a range. */
  const chain = (next: () => number[], apply: Record<string, (a: number, b: number) => number>) => (): number[] => {
    let left = next();
    for (let sign = accept(...Object.keys(apply)); sign; sign = accept(...Object.keys(apply)))
      left = [apply[sign]?.(one(left), one(next())) ?? Number.NaN];
    return left;
  };
  const atom = (): number[] => {
    const first = tokens.shift() ?? '';
    if (first === '(') {
      const inside = comparison();
      need(')');
      return inside;
    }
    if (/^\d/.test(first)) return [Number(first)];
    if (/\d$/.test(first)) return cellsIn(first.replaceAll('$', '')).map(cell);
    need('(');
    const given = [comparison()];
    while (accept(',')) given.push(comparison());
    need(')');
    return [call(first, given)];
  };
  const product = chain(atom, { '*': (a, b) => a * b, '/': (a, b) => a / b });
  const sum = chain(product, { '+': (a, b) => a + b, '-': (a, b) => a - b });
  const comparison = chain(sum, { '=': (a, b) => (a === b ? 1 : 0) });
  const result = one(comparison());
  if (tokens.length > 0) throw new Error(`left over in ${formula}: ${tokens.join(' ')}`);
  return result;
}

function call(name: string, given: readonly number[][]): number {
  if (name === 'SUM') return given.flat().reduce((a, b) => a + b, 0);
  if (name === 'SUMPRODUCT')
    return (given[0] ?? []).reduce(
      (total, _, i) => total + given.reduce((product, list) => product * (list[i] ?? Number.NaN), 1),
      0,
    );
  if (name === 'IF') return one((one(given[0] ?? []) !== 0 ? given[1] : given[2]) ?? []);
  throw new Error(`no function ${name}`);
}

function one(list: readonly number[]): number {
  const [only] = list;
  if (only === undefined || list.length !== 1) throw new Error('one number wanted');
  return only;
}

/** Addresses of a cell, or of a range within one row. */
function cellsIn(reference: string): string[] {
  const [from = '', to = from] = reference.split(':');
  const row = from.replace(/\D/g, '');
  const [first, last] = [from, to].map((text) =>
    [...text.replace(/\d/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
  ) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, i) => `${letters(first + i)}${row}`);
}

const letters = (number: number): string =>
  number > 26 ? letters(Math.floor((number - 1) / 26)) + letters(((number - 1) % 26) + 1) : String.fromCharCode(64 + number);
