import { useEffect, useState } from 'react';

export type Loaded<T> = { readonly value: T | undefined; readonly error: unknown; readonly again: () => void };

/** Something asked for when the page opens, and again when `key` changes. What came before stays until the new is there. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ value: T | undefined; error: unknown }>({ value: undefined, error: undefined });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    load(stop.signal).then(
      (value) => !stop.signal.aborted && setState({ value, error: undefined }),
      (error: unknown) => !stop.signal.aborted && setState((before) => ({ ...before, error })),
    );
    return () => stop.abort();
  }, [key, round]);
  return { ...state, again: () => setRound(round + 1) };
}
