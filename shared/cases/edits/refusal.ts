import { AppError } from '../../errors.ts';

type Range = { readonly lowest: number; readonly highest: number };

/** An edit that cannot be: which field, why, and for a number the range that can be. Shown as it is. */
export function refuse(path: string, message: string, feasible?: Range): AppError {
  return new AppError('invalid-request', `${path}: ${message}`, {
    errors: [{ path, message }],
    ...(feasible ? { extensions: { feasible } } : {}),
  });
}

/** Three digits that count, rounded into the range: what a person reads here can be typed. */
export const shownLowest = (value: number): string => `${rounded(value, Math.ceil)}`;
export const shownHighest = (value: number): string => `${rounded(value, Math.floor)}`;

function rounded(value: number, way: (value: number) => number): number {
  const digits = 2 - Math.floor(Math.log10(Math.abs(value)));
  const scale = 10 ** Math.min(12, digits);
  return Number((way(value * scale) / scale).toPrecision(3));
}

export const outsideRange = (path: string, what: string, feasible: Range): AppError =>
  refuse(path, `${what} can be from ${shownLowest(feasible.lowest)} to ${shownHighest(feasible.highest)} here.`, feasible);

/** Refusals of a piece of work under the path at which it came in. */
export function under<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const errors = error.errors.map((one) => ({ path: `${path}.${one.path}`, message: one.message }));
    throw new AppError(error.kind, `${path}.${error.message}`, { errors, extensions: error.extensions });
  }
}
