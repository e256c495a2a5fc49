import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';

const key = 'color-scheme';

/** Kept for this tab only: hospital computers are shared, and the page writes nothing into local storage. */
export const schemeManager: MantineColorSchemeManager = {
  get: (fallback) => (sessionStorage.getItem(key) as MantineColorScheme | null) ?? fallback,
  set: (value) => sessionStorage.setItem(key, value),
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => sessionStorage.removeItem(key),
};
