/** Texts last made or asked for, as UTF-8, by key; the one not asked for longest makes room. */
export type RecentTexts = {
  readonly get: (key: string) => Uint8Array | undefined;
  readonly set: (key: string, text: Uint8Array) => void;
};

export function createRecentTexts(most: number): RecentTexts {
  const texts = new Map<string, Uint8Array>();
  const set = (key: string, text: Uint8Array): void => {
    texts.delete(key);
    texts.set(key, text);
    const [oldest] = texts.keys();
    if (texts.size > most && oldest !== undefined) texts.delete(oldest);
  };
  return {
    get(key) {
      const text = texts.get(key);
      if (text !== undefined) set(key, text);
      return text;
    },
    set,
  };
}
