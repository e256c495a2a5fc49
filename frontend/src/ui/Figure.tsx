import { type ReactNode, useId } from 'react';
import styles from './Figure.module.css';

type Props = {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly aside?: ReactNode;
  /** The same numbers as a table, for whoever does not see the picture, or wants them exactly. */
  readonly table?: ReactNode;
  readonly children: ReactNode;
};

export function Figure({ title, hint, aside, table, children }: Props) {
  const id = useId();
  return (
    <section className={styles.figure} aria-labelledby={id}>
      <div className={styles.head}>
        <div>
          <h2 id={id}>{title}</h2>
          {hint && <p>{hint}</p>}
        </div>
        {aside}
      </div>
      {children}
      {table && (
        <details className={styles.numbers}>
          <summary>The numbers</summary>
          {table}
        </details>
      )}
    </section>
  );
}
