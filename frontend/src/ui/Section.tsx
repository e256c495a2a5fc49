import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

type Props = { readonly title: string; readonly hint?: ReactNode; readonly aside?: ReactNode; readonly children: ReactNode };

export function Section({ title, hint, aside, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <div>
          <h2 id={id}>{title}</h2>
          {hint && <p>{hint}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
