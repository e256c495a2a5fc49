export type Place = { readonly row: number; readonly column: number };

/** Where a key leads, as in a spreadsheet; undefined where it is no movement. */
export function moved(
  place: Place,
  key: string,
  control: boolean,
  size: { readonly rows: number; readonly columns: number },
): Place | undefined {
  const { row, column } = place;
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const to = (r: number, c: number): Place => ({
    row: Math.max(0, Math.min(lastRow, r)),
    column: Math.max(0, Math.min(lastColumn, c)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(control ? 0 : row - 1, column);
    case 'ArrowDown':
      return to(control ? lastRow : row + 1, column);
    case 'ArrowLeft':
      return to(row, control ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, control ? lastColumn : column + 1);
    case 'Home':
      return to(control ? 0 : row, 0);
    case 'End':
      return to(control ? lastRow : row, lastColumn);
    case 'PageUp':
      return to(row - 10, column);
    case 'PageDown':
      return to(row + 10, column);
    default:
      return undefined;
  }
}
