import type { CellObject, Feature, Image, Row, Sheet } from 'write-excel-file/node';

type FileContent = Image['content'];

/** A live formula (no leading `=`) with the value that it has now. */
export type Formula = { readonly formula: string; readonly value: number };
export type SheetCell = CellObject | Formula | null;
export type SheetRow = readonly SheetCell[];
export type SheetModel = Omit<Sheet<FileContent>, 'data' | 'sheet'> & {
  readonly sheet: string;
  readonly rows: readonly SheetRow[];
};

export const text = (value: string, style: Omit<CellObject, 'value' | 'type'> = {}): CellObject => ({
  value,
  type: String,
  ...style,
});
/** Wrapped; programs do not all make a row as high as its wrapped text, so the height is given. */
export const heading = (value: string): CellObject =>
  text(value, {
    fontWeight: 'bold',
    backgroundColor: '#E8EEF4',
    wrap: true,
    alignVertical: 'top',
    height: 15 * Math.min(4, Math.ceil((value.length + 1) / 13)),
  });
export const numeral = (value: number, format: string): CellObject => ({ value, type: Number, format });
/** A number that its reader is meant to change. */
export const input = (value: number, format: string): CellObject => ({
  ...numeral(value, format),
  textColor: '#0B5394',
  backgroundColor: '#FFF9E5',
});

/** Without it, styled cells would be in another face than plain ones. */
export const font = { fontFamily: 'Calibri', fontSize: 11 };

const isFormula = (cell: SheetCell): cell is Formula => cell !== null && 'formula' in cell;

/** `A`, `B`, … `Z`, `AA`, … from 0. */
export const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
export const address = (row: number, column: number): string => `${columnName(column)}${row}`;

export const toSheet = ({ rows, ...options }: SheetModel): Sheet<FileContent> => ({
  ...options,
  data: rows.map(
    (row) => row.map((cell) => (isFormula(cell) ? { value: cell.formula, type: 'Formula', format: '0.0000' } : cell)) as Row,
  ),
});

/**
 * The library writes formulas without their values, and programs that do not reckon (previews, Excel's protected view of
 * anything downloaded) would show empty cells. This adds the values, and asks programs that do reckon to start afresh.
 */
export const withFormulaValues = (sheets: readonly SheetModel[]): Feature<FileContent> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, { sheet }) => {
          const values = valuesOf(sheets.find((model) => model.sheet === sheet));
          return xml.replace(
            /(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*<\/f>)(<\/c>)/g,
            (_, opening: string, cell: string, closing: string) => {
              const value = values.get(cell);
              return value === undefined ? opening + closing : `${opening}<v>${value}</v>${closing}`;
            },
          );
        },
      },
      'xl/workbook.xml': {
        transformElementAttributes: (tag, attributes) => (tag === 'calcPr' ? { ...attributes, fullCalcOnLoad: 1 } : attributes),
      },
    },
  },
});

const valuesOf = (model: SheetModel | undefined): Map<string, number> =>
  new Map(
    model?.rows.flatMap((row, r) =>
      row.flatMap((cell, c) => (isFormula(cell) ? [[address(r + 1, c), cell.value] as const] : [])),
    ),
  );
