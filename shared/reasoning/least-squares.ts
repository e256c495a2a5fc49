import { at, sum } from './probability.ts';

export type Search = {
  readonly rounds?: number;
  /** Columns of the Jacobian, one per parameter; central differences where it is not given. */
  readonly jacobian?: (parameters: readonly number[]) => number[][];
  /** The search ends with a step that lowers the sum of squares by less than this share of it. */
  readonly tolerance?: number;
};

/**
 * Levenberg–Marquardt for the few parameters of one row of likelihoods (Marquardt 1963). Deterministic: the same start gives
 * the same answer to the last bit.
 */
export function leastSquares(
  residuals: (parameters: readonly number[]) => number[],
  start: readonly number[],
  { rounds = 60, jacobian = (parameters) => differences(residuals, parameters), tolerance = 0 }: Search = {},
): number[] {
  let parameters = [...start];
  let errors = residuals(parameters);
  let cost = squares(errors);
  let damping = 1e-3;
  let columns = jacobian(parameters);
  for (let round = 0; round < rounds && damping < 1e9; round++) {
    const step = solve(normalMatrix(columns, damping), gradient(columns, errors));
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
    if (gained < 1e-15 * (1 + cost) || gained < tolerance * cost) break;
    columns = jacobian(parameters);
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

/** Symmetric, so that half of it is reckoned and the other half mirrored. */
function normalMatrix(columns: readonly number[][], damping: number): number[][] {
  const half = columns.map((a, i) => columns.slice(0, i + 1).map((b) => dot(a, b)));
  return columns.map((_, i) =>
    columns.map((_, j) => {
      const value = cell(half, Math.max(i, j), Math.min(i, j));
      return i === j ? value + damping * (value + 1e-9) : value;
    }),
  );
}

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
    for (let i = column + 1; i < size; i++) {
      const row = rows[i];
      if (!row) continue;
      const factor = at(row, column) / lead;
      for (let j = column; j <= size; j++) row[j] = at(row, j) - factor * at(b, j);
    }
  }
  const solution = right.map(() => 0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = cell(rows, i, size);
    for (let j = i + 1; j < size; j++) rest -= cell(rows, i, j) * at(solution, j);
    const lead = cell(rows, i, i);
    solution[i] = Math.abs(lead) < 1e-300 ? 0 : rest / lead;
  }
  return solution;
}

const cell = (rows: readonly (readonly number[])[], i: number, j: number): number => {
  const row = rows[i];
  if (!row) throw new RangeError(`no row ${i}`);
  return at(row, j);
};
