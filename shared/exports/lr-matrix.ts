import type { CaseRecord } from '../cases/case.ts';
import { type DerivedRatio, ratiosAt } from '../cases/derive.ts';
import type { Finding } from '../cases/finding.ts';
import { type BucketView, bucketsOf, type TierLevel } from '../cases/framework.ts';
import { requireReadable } from './matrix-problems.ts';
import { cellText, plainText } from './plain-text.ts';

/** The matrix of one tier: what CSV, Excel and the provenance sidecar have in common. */
export type Matrix = {
  readonly tier: TierLevel;
  readonly columns: readonly MatrixColumn[];
  /** Sorted by feature. */
  readonly rows: readonly MatrixRow[];
};
export type MatrixColumn = { readonly heading: string; readonly bucket: BucketView };
export type MatrixRow = {
  readonly feature: string;
  readonly finding: Finding;
  /** In the order of the columns. */
  readonly cells: readonly DerivedRatio[];
};

/**
 * A feature says which state the patient is in. History has the reader's own two prefixes for that; an absent sign or an
 * unmet test has only one prefix, so there the text says it, or the row would claim the opposite of the case.
 */
export function featureOf({ category, finding, present }: Finding): string {
  const text = plainText(finding).toLowerCase();
  const stated = present === false ? `${text} (absent)` : text;
  switch (category) {
    case 'history':
      return `${present === false ? 'Patient does not have' : 'Patient Has'}: ${text}`;
    case 'physical_exam':
      return `Physical Finding: ${stated}`;
    case 'diagnostic_workup':
      return `Test Result: ${stated}`;
  }
}

/** The matrix as it is, whether or not the companion simulator could read it. Findings without a state have no row. */
export function matrixOf(record: CaseRecord, tier: TierLevel): Matrix {
  const columns = bucketsOf(record.framework, tier).map((bucket) => ({ heading: cellText(bucket.name), bucket }));
  const cellsByFinding = Map.groupBy(ratiosAt(record, tier), ({ finding }) => finding);
  const rows = [...cellsByFinding].flatMap(([finding, cells]) =>
    finding.present === null ? [] : [{ feature: featureOf(finding), finding, cells }],
  );
  return { tier, columns, rows: rows.toSorted((a, b) => (a.feature < b.feature ? -1 : a.feature > b.feature ? 1 : 0)) };
}

/** The matrix that the companion simulator can read; throws `conflict` that says what stands in the way and what to do. */
export function readableMatrix(record: CaseRecord, tier: TierLevel): Matrix {
  const matrix = matrixOf(record, tier);
  requireReadable(record, matrix);
  return matrix;
}

/** Two decimals, and never the 0 that crashes the reader. */
export const ratioText = (ratio: number): string => Math.max(0.01, ratio).toFixed(2);

export const firstHeading = 'Feature';
export const headerOf = ({ columns }: Matrix): string[] => [firstHeading, ...columns.map(({ heading }) => heading)];
