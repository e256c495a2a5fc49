import { type ReactNode, useId } from 'react';
import styles from './ChartFigure.module.css';
import marks from './marks.module.css';
import { useWidth } from './use-width.ts';

export type ChartTable = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
};

type Props = {
  readonly title: string;
  /** The chart in a sentence: what somebody takes away who cannot see it. */
  readonly summary: ReactNode;
  readonly table: ChartTable;
  readonly children: (width: number, label: string) => ReactNode;
  /** Whether the title is shown; it always names the picture. */
  readonly hideTitle?: boolean;
};

/** A picture, what it says, and the same numbers as a table. */
export function ChartFigure({ title, summary, table, children, hideTitle }: Props) {
  const [ref, width] = useWidth();
  const id = useId();
  return (
    <figure className={styles.figure} aria-labelledby={hideTitle ? undefined : id} aria-label={hideTitle ? title : undefined}>
      <figcaption>
        {!hideTitle && <strong id={id}>{title}</strong>}
        <span className={styles.summary}>{summary}</span>
      </figcaption>
      <div ref={ref} className={marks.drawing}>
        {width > 0 && children(width, `${title}. The table below has the numbers.`)}
      </div>
      <details className={styles.details}>
        <summary>Numbers as a table</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
        <section className={styles.scroll} tabIndex={0} aria-label={`${title}: table`}>
          <table>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ key, cells }) => (
                <tr key={key}>
                  {cells.map((cell, i) =>
                    i === 0 ? (
                      <th key={table.columns[i]} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={table.columns[i]}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}
