import { AppError } from '../../errors.ts';

/** An edit that cannot be: which field, why, and for a number the range that can be. Shown as it is. */
export function refuse(
  path: string,
  message: string,
  feasible?: { readonly lowest: number; readonly highest: number },
): AppError {
  return new AppError('invalid-request', `${path}: ${message}`, {
    errors: [{ path, message }],
    ...(feasible ? { extensions: { feasible } } : {}),
  });
}

/** Digits that a person reads: three that count. */
export const shown = (value: number): string => `${Number(value.toPrecision(3))}`;

export const outsideRange = (path: string, what: string, feasible: { lowest: number; highest: number }): AppError =>
  refuse(path, `${what} can be from ${shown(feasible.lowest)} to ${shown(feasible.highest)} here.`, feasible);
