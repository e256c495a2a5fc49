import { type KeyboardEvent, memo, useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Store } from '../../../model/store.ts';
import type { Grid } from './grid.ts';
import styles from './Matrix.module.css';
import { MatrixRow } from './MatrixRow.tsx';
import { moved, type Place } from './place.ts';
import type { Shown } from './typed.ts';

type Props = {
  readonly grid: Grid;
  readonly shown: Shown;
  /** Says why a typed text cannot be, or takes it. */
  readonly onType: (place: Place, text: string) => string | undefined;
  readonly pointed: Store<Place | undefined>;
};

export type Editing = Place & { readonly text: string };

/**
 * Findings × buckets, as a spreadsheet: one cell is in the tab order, arrows move from there, typing opens the cell. Focus
 * lives in the document, not in React's state, so that moving draws nothing.
 */
export const Matrix = memo(function Matrix({ grid, shown, onType, pointed }: Props) {
  const [editing, setEditing] = useState<Editing>();
  const [problem, setProblem] = useState<string>();
  const table = useRef<HTMLTableElement>(null);
  const size = { rows: grid.rows.length, columns: grid.buckets.length };

  const cellAt = ({ row, column }: Place) =>
    table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);

  function focusOn(place: Place) {
    table.current?.querySelector('[role=gridcell][tabindex="0"]')?.setAttribute('tabindex', '-1');
    const cell = cellAt(place);
    cell?.setAttribute('tabindex', '0');
    cell?.focus();
  }

  const finish = useCallback(
    (place: Place, text: string | undefined, then: Place | undefined) => {
      const wrong = text === undefined ? undefined : onType(place, text);
      // A cell that is left with an impossible text says why, and keeps what it had.
      if (text !== undefined) setProblem(wrong);
      if (wrong) return false;
      // At once, not with the next frame: whoever types on without a pause must find the next cell ready.
      flushSync(() => setEditing(undefined));
      if (then) focusOn(then);
      return true;
    },
    [onType],
  );

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const place = placeOf(event.target);
    if (!place || editing || event.altKey) return;
    const next = moved(place, event.key, event.ctrlKey || event.metaKey, size);
    if (next) {
      event.preventDefault();
      return focusOn(next);
    }
    if (event.ctrlKey || event.metaKey) return;
    const isNumber = /^[\d.,]$/.test(event.key);
    if (isNumber || event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      setProblem(undefined);
      setEditing({ ...place, text: isNumber ? event.key : '' });
    }
  }

  return (
    <>
      <div className={styles.scroll} tabIndex={-1}>
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells are operated
          role="grid"
          aria-label="Likelihoods: findings by diagnoses"
          aria-rowcount={size.rows + 1}
          aria-colcount={size.columns + 1}
          className={styles.matrix}
          onKeyDown={onKeyDown}
          onFocus={({ target }) => {
            const place = placeOf(target);
            if (place) pointed.set(place);
          }}
          onMouseOver={({ target }) => {
            const place = placeOf(target);
            if (place && !editing) pointed.set(place);
          }}
          onDoubleClick={({ target }) => {
            const place = placeOf(target);
            if (place) setEditing({ ...place, text: '' });
          }}
        >
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                Finding
              </th>
              {grid.buckets.map(({ id, name }) => (
                <th key={id} scope="col" title={name}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((row, i) => (
              <MatrixRow
                key={row.finding.id}
                row={row}
                index={i}
                shown={shown}
                editing={editing?.row === i ? editing : undefined}
                lastRow={size.rows - 1}
                onFinish={finish}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    </>
  );
});

function placeOf(target: EventTarget): Place | undefined {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null;
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined;
}
