import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Trouble } from './Trouble.tsx';
import type { Pages } from './use-pages.ts';
import { Waiting } from './Waiting.tsx';

type Props<T> = {
  readonly pages: Pages<T>;
  readonly className: string | undefined;
  /** Said where nothing is found. */
  readonly nothing: string;
  readonly order?: (a: T, b: T) => number;
  /** One item of the list, as an `<li>`. */
  readonly children: (line: T) => ReactNode;
};

/** How many there are, the list, and the button for more of it; or why it is not there. */
export function PagedList<T>({ pages: { shown, error, retry, showMore }, className, nothing, order, children }: Props<T>) {
  return (
    <>
      {error !== undefined && <Trouble error={error} onRetry={retry} />}
      {!shown && error === undefined && <Waiting what="Looking for cases" />}
      {shown && (
        <>
          <Text size="sm" c="dimmed" role="status" mb="xs">
            {shown.lines.length === 0 ? nothing : `${shown.lines.length}${shown.next ? ' and more' : ''} found`}
          </Text>
          <ul className={className}>{(order ? shown.lines.toSorted(order) : shown.lines).map(children)}</ul>
          {shown.next && (
            <Button variant="default" onClick={showMore}>
              Show more
            </Button>
          )}
        </>
      )}
    </>
  );
}
