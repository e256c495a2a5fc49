/**
 * A draft whose session had expired goes on under another id. The page keeps it under the first one that it had here, so
 * that what is open and half typed is not drawn anew.
 */
const first = new Map<string, string>();

export const firstNameOf = (id: string): string => first.get(id) ?? id;

export const renamed = (before: string, now: string): void => {
  first.set(now, firstNameOf(before));
};
