import { at, sum } from './probability.ts';

/**
 * Levenberg–Marquardt for the few parameters of one row of likelihoods (Marquardt 1963). The Jacobian is taken by central
 * differences. Deterministic: the same start gives the same answer to the last bit.
 */
export function leastSquares(
  residuals: (parameters: readonly number[]) => number[],
  start: readonly number[],
  rounds = 60,
): number[] {
  let parameters = [...start];
  let errors = residuals(parameters);
  let cost = squares(errors);
  let damping = 1e-3;
  for (let round = 0; round < rounds && damping < 1e9; round++) {
    const jacobian = differences(residuals, parameters);
    const step = solve(normalMatrix(jacobian, damping), gradient(jacobian, errors));
    const next = parameters.map((value, i) => value - at(step, i));
    const nextErrors = residuals(next);
    const nextCost = squares(nextErrors);
    if (!(nextCost < cost)) {
      damping *= 10;
      continue;
    }
    const gained = cost - nextCost;
    parameters = next;
    errors = nextErrors;
    cost = nextCost;
    damping = Math.max(1e-12, damping / 10);
    if (gained < 1e-15 * (1 + cost)) break;
  }
  return parameters;
}

const squares = (values: readonly number[]): number => sum(values.map((value) => value * value));

/** Columns of the Jacobian, one per parameter. */
function differences(residuals: (parameters: readonly number[]) => number[], parameters: readonly number[]): number[][] {
  const step = 1e-5;
  return parameters.map((_, i) => {
    const moved = (by: number) => residuals(parameters.map((value, j) => (j === i ? value + by : value)));
    const above = moved(step);
    const below = moved(-step);
    return above.map((value, row) => (value - at(below, row)) / (2 * step));
  });
}

/** A loop, because a fit spends most of its time here. */
function dot(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += at(a, i) * at(b, i);
  return total;
}

const normalMatrix = (columns: readonly number[][], damping: number): number[][] =>
  columns.map((a, i) => columns.map((b, j) => dot(a, b) + (i === j ? damping * (dot(a, a) + 1e-9) : 0)));

const gradient = (columns: readonly number[][], errors: readonly number[]): number[] =>
  columns.map((column) => dot(column, errors));

/** Gaussian elimination with partial pivoting; a singular direction gets a step of 0. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, i) => [...row, at(right, i)]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) {
      if (Math.abs(cell(rows, i, column)) > Math.abs(cell(rows, pivot, column))) pivot = i;
    }
    const [a, b] = [rows[column], rows[pivot]];
    if (!a || !b) continue;
    rows[column] = b;
    rows[pivot] = a;
    const lead = at(b, column);
    if (Math.abs(lead) < 1e-300) continue;
    for (let i = 0; i < size; i++) {
      const row = rows[i];
      if (i === column || !row) continue;
      const factor = at(row, column) / lead;
      for (let j = column; j <= size; j++) row[j] = at(row, j) - factor * at(b, j);
    }
  }
  return rows.map((row, i) => {
    const lead = at(row, i);
    return Math.abs(lead) < 1e-300 ? 0 : at(row, size) / lead;
  });
}

const cell = (rows: readonly (readonly number[])[], i: number, j: number): number => {
  const row = rows[i];
  if (!row) throw new RangeError(`no row ${i}`);
  return at(row, j);
};
