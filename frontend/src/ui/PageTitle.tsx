import { Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

/** The page's heading. It takes the focus when the page opens, so that a screen reader starts there. */
export function PageTitle({ children, name }: { readonly children?: ReactNode; readonly name: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name} · Medical Case Generator`;
  }, [name]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Title order={1} ref={heading} tabIndex={-1}>
      {children ?? name}
    </Title>
  );
}
