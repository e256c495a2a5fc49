import styles from './NumberTable.module.css';

type Props = {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Words, which read from the left. */
  readonly prose?: boolean;
};

/** A plain table: the first column names the row. */
export function NumberTable({ label, head, rows, prose }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls has to be reached by keyboard
    <div className={styles.scroll} tabIndex={0}>
      <table className={prose ? `${styles.table} ${styles.prose}` : styles.table} aria-label={label}>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = '', ...cells], i) => (
            <tr key={`${name} ${i}`}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
