import { parse } from 'partial-json';

/** What can be read of a JSON object that is still coming; undefined while there is nothing. */
export function readPartial(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A member is whole once the next one has begun: models write members in the order of the schema. */
export const isClosed = (partial: Record<string, unknown>, name: string): boolean => {
  const names = Object.keys(partial);
  const place = names.indexOf(name);
  return place >= 0 && place < names.length - 1;
};
