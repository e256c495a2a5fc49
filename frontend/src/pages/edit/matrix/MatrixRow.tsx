import { memo } from 'react';
import { percentFigure, ratio } from '../../../ui/numbers.ts';
import { CellInput } from './CellInput.tsx';
import type { GridCell, GridRow, Source } from './grid.ts';
import styles from './Matrix.module.css';
import type { Editing } from './Matrix.tsx';
import type { Place } from './place.ts';
import type { Shown } from './typed.ts';

type Props = {
  readonly row: GridRow;
  readonly index: number;
  readonly shown: Shown;
  readonly editing: Editing | undefined;
  readonly lastRow: number;
  readonly onFinish: (place: Place, text: string | undefined, then: Place | undefined) => boolean;
};

const marks: Readonly<Record<Source, string>> = { published: '◆', author: '✎', estimate: '', none: '?' };
const sources: Readonly<Record<Source, string>> = {
  published: ', published',
  author: ', set by an author',
  estimate: '',
  none: ', no number yet',
};

export const MatrixRow = memo(
  function MatrixRow({ row: { finding, cells }, index, shown, editing, lastRow, onFinish }: Props) {
    const state = finding.present === null ? '?' : finding.present ? '+' : '−';
    const said = finding.present === null ? 'state not known' : finding.present ? 'present' : 'absent';
    return (
      <tr>
        <th scope="row" title={finding.finding}>
          <span className={styles.state} role="img" aria-label={said}>
            {state}
          </span>
          {finding.finding}
        </th>
        {cells.map((cell, column) => {
          const isOpen = editing?.column === column;
          return (
            <td
              key={column}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid is operated
              role="gridcell"
              tabIndex={index === 0 && column === 0 ? 0 : -1}
              data-row={index}
              data-column={column}
              data-pointer={column === 0 ? `/feature_likelihood_ratios#${finding.id}` : undefined}
              data-lean={leanOf(cell)}
              style={{ '--heat': heatOf(cell) } as React.CSSProperties}
            >
              {isOpen ? (
                <CellInput
                  start={editing.text || textOf(cell, shown)}
                  replaces={editing.text !== ''}
                  label={`${finding.finding}, ${said}`}
                  onDone={(text, direction) =>
                    onFinish(
                      { row: index, column },
                      text,
                      direction === 'down'
                        ? { row: Math.min(lastRow, index + 1), column }
                        : direction === 'right'
                          ? { row: index, column: Math.min(cells.length - 1, column + 1) }
                          : direction === 'left'
                            ? { row: index, column: Math.max(0, column - 1) }
                            : direction === 'stay'
                              ? { row: index, column }
                              : undefined,
                    )
                  }
                />
              ) : (
                <>
                  {textOf(cell, shown)}
                  {marks[cell.source] && (
                    <span className={styles.mark} aria-hidden="true">
                      {marks[cell.source]}
                    </span>
                  )}
                  {sources[cell.source] && <span className={styles.hidden}>{sources[cell.source]}</span>}
                </>
              )}
            </td>
          );
        })}
      </tr>
    );
  },
  (a, b) =>
    a.shown === b.shown &&
    a.editing === b.editing &&
    a.index === b.index &&
    a.lastRow === b.lastRow &&
    a.onFinish === b.onFinish &&
    a.row.finding === b.row.finding &&
    sameCells(a.row.cells, b.row.cells),
);

const sameCells = (a: readonly GridCell[], b: readonly GridCell[]): boolean =>
  a.length === b.length &&
  a.every((cell, i) => {
    const other = b[i];
    return other && cell.probability === other.probability && cell.inForce === other.inForce && cell.source === other.source;
  });

const textOf = ({ inForce, probability }: GridCell, shown: Shown): string =>
  shown === 'percent' ? `${percentFigure(probability)} %` : inForce === null ? '–' : ratio(inForce);

const leanOf = ({ inForce }: GridCell): string => (inForce === null || inForce === 1 ? 'none' : inForce > 1 ? 'for' : 'against');

/** 0 to 100: a ratio of 16 or 1/16 has the full colour. */
const heatOf = ({ inForce }: GridCell): string =>
  `${inForce === null || inForce <= 0 ? 0 : Math.round(Math.min(1, Math.abs(Math.log2(inForce)) / 4) * 100)}%`;
