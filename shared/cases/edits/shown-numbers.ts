/** Numbers that a client sends back as it was shown them, at full precision or as its screen rounds them, are no edits. */

export const isSameNumber = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));

const mostDigits = 4;

/**
 * To how many decimals a list was rounded as a whole, or undefined where it was not. One number alone tells nothing: who types
 * 0.1 where 0.0503 stood means it.
 */
export function roundingOf(values: readonly number[]): number | undefined {
  if (values.length < 4) return undefined;
  return Array.from({ length: mostDigits }, (_, i) => i + 1).find((digits) =>
    values.every((value) => value === Number(value.toFixed(digits))),
  );
}

export const isShown = (given: number, present: number, digits: number | undefined): boolean =>
  isSameNumber(given, present) || (digits !== undefined && given === Math.max(10 ** -digits, Number(present.toFixed(digits))));
