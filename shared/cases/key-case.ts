/** Keys between our camelCase and the wire's snake_case, at any depth. Only for objects whose keys are names, never ids. */

export const toSnake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const toCamel = (key: string): string => key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function rename(value: unknown, key: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [key(name), rename(inner, key)]));
}

export const snakeKeys = (value: object): Record<string, unknown> => rename(value, toSnake) as Record<string, unknown>;
export const camelKeys = (value: unknown): unknown => rename(value, toCamel);
