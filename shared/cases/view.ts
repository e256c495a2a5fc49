/**
 * An allow-list as a plain object in the shape of what it allows: `true` lets a value through, an object lists the fields of
 * an object or of every item of a list.
 */
export type Listed<T> = T extends null
  ? never
  : T extends readonly (infer Item)[]
    ? Listed<Item>
    : T extends object
      ? { readonly [K in keyof T]?: Listed<T[K]> }
      : true;

/** What is left of a `T` that was cut by the allow-list `L`. */
export type View<T, L> = T extends null
  ? null
  : L extends true
    ? T
    : T extends readonly (infer Item)[]
      ? readonly View<Item, L>[]
      : { readonly [K in keyof L & keyof T]: View<T[K], L[K]> };

/** A copy of `value` with listed fields alone. `true` passes texts, numbers and lists of them, never an object unlisted. */
export function pick(value: unknown, listed: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => pick(item, listed));
  if (typeof value !== 'object') return listed === true ? value : undefined;
  if (typeof listed !== 'object' || listed === null) return undefined;
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(listed).flatMap(([name, inner]) =>
      Object.hasOwn(fields, name) ? [[name, pick(fields[name], inner)] as const] : [],
    ),
  );
}
