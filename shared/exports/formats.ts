import type { CaseRecord } from '../cases/case.ts';
import type { TierLevel } from '../cases/framework.ts';

/** A case to export; a draft has no number yet. */
export type Exported = { readonly caseId: number | null; readonly record: CaseRecord };

export type ExportFormat = {
  /** The last part of the route. */
  readonly path: string;
  /** The name in the listing. */
  readonly listedAs: string;
  /** Whether `tier_level` chooses what is in it. */
  readonly tiered: boolean;
  readonly contentType: string;
  /** What follows `case_{id}_`. */
  readonly fileName: (tier: TierLevel) => string;
  readonly write: (exported: Exported, tier: TierLevel) => Promise<string | Uint8Array<ArrayBuffer>>;
};

/** Every file of the companion simulator: routes and the listing both read this table. Writers are loaded when used. */
export const exportFormats: readonly ExportFormat[] = [
  {
    path: 'lr-matrix-csv',
    listedAs: 'feature_lr_matrix_csv',
    tiered: true,
    contentType: 'text/csv; charset=utf-8',
    fileName: (tier) => `lr_matrix_tier_${tier}.csv`,
    write: async ({ record }, tier) => (await import('./lr-matrix-csv.ts')).lrMatrixCsv(record, tier),
  },
  {
    path: 'lr-matrix-excel',
    listedAs: 'feature_lr_matrix_excel',
    tiered: true,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: () => 'lr_matrix.xlsx',
    write: async ({ record }, tier) => (await import('./lr-matrix-excel.ts')).lrMatrixExcel(record, tier),
  },
  {
    path: 'prior-probabilities',
    listedAs: 'prior_probabilities_json',
    tiered: true,
    contentType: 'application/json; charset=utf-8',
    fileName: (tier) => `tier_${tier}_priors.json`,
    write: async ({ record }, tier) => (await import('./prior-probabilities.ts')).priorProbabilities(record, tier),
  },
  {
    path: 'case-summary',
    listedAs: 'case_summary_txt',
    tiered: false,
    contentType: 'text/plain; charset=utf-8',
    fileName: () => 'summary.txt',
    write: async ({ record, caseId }) => (await import('./case-summary.ts')).caseSummary(record, caseId),
  },
  {
    path: 'lr-provenance-csv',
    listedAs: 'lr_provenance_csv',
    tiered: true,
    contentType: 'text/csv; charset=utf-8',
    fileName: (tier) => `lr_provenance_tier_${tier}.csv`,
    write: async ({ record }, tier) => (await import('./lr-provenance-csv.ts')).lrProvenanceCsv(record, tier),
  },
];

export const findFormat = (path: string): ExportFormat | undefined => exportFormats.find((format) => format.path === path);

export const fileNameOf = ({ fileName }: ExportFormat, { caseId }: Exported, tier: TierLevel): string =>
  `case_${caseId ?? 'draft'}_${fileName(tier)}`;
