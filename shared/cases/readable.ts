import { AppError } from '../errors.ts';

/** NUL and lone surrogates cannot be stored as text by PostgreSQL, and mean nothing to a reader. */
export const isReadable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Provenances nest, one value in the other; deeper than this nobody has edited, and recursion would run out of stack. */
const deepest = 60;

/** Refuses a value from outside that has text which cannot be stored, names of prototypes as keys, or endless nesting. */
export function requireReadable(value: unknown, path = '', depth = 0): void {
  if (depth > deepest) throw unreadable(path, 'is nested too deeply');
  if (typeof value === 'string' && !isReadable(value)) throw unreadable(path, 'must not contain NUL bytes or lone surrogates');
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) requireReadable(inner, path === '' ? key : `${path}.${key}`, depth + 1);
}

const unreadable = (path: string, message: string): AppError =>
  new AppError('invalid-request', `${path.slice(0, 200)}: ${message}`, { errors: [{ path: path.slice(0, 200), message }] });
