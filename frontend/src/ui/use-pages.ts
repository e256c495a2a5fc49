import { useEffect, useRef, useState } from 'react';
import { type PageOf, pageOf } from '../api/page-of.ts';
import { useLoad } from './use-load.ts';

export type Pages<T> = {
  readonly shown: PageOf<T> | undefined;
  /** Why the list, or what was to follow, is not there. What was shown stays. */
  readonly error: unknown;
  /** Asks again for what failed: the list, or its next page. */
  readonly retry: () => void;
  /** Reads the list anew from its first page. */
  readonly again: () => void;
  readonly showMore: () => void;
};

/** A list that comes page by page; another `first` address begins anew. */
export function usePages<T>(first: string): Pages<T> {
  const { value, error, again } = useLoad(first, (signal) => pageOf<T>(first, signal));
  const [more, setMore] = useState<PageOf<T>>();
  const [moreError, setMoreError] = useState<unknown>();
  useEffect(() => {
    setMore(undefined);
    setMoreError(undefined);
  }, [value]);
  const shown = more ?? value;
  const latest = useRef(value);
  latest.current = value;
  const showMore = () => {
    if (!shown?.next) return;
    setMoreError(undefined);
    // A page of a list that is not looked at any more is not shown under the new one.
    const isWanted = () => latest.current === value;
    void pageOf<T>(shown.next).then(
      (page) => isWanted() && setMore({ ...page, lines: [...shown.lines, ...page.lines] }),
      (failure: unknown) => isWanted() && setMoreError(failure),
    );
  };
  return { shown, error: error ?? moreError, retry: error === undefined ? showMore : again, again, showMore };
}
