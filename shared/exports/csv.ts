import { stringify } from 'csv-stringify/sync';

/** RFC 4180: commas, CRLF, quotes where needed. Without a byte-order mark, which the reader would take into the first heading. */
export const csv = (rows: readonly (readonly string[])[]): string =>
  stringify([...rows], { record_delimiter: 'windows', escape_formulas: true });
