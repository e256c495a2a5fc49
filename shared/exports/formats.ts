import type { CaseRecord } from '../cases/case.ts';
import type { TierLevel } from '../cases/framework.ts';
import { packFormats } from './pack-formats.ts';

/** A case to export; a draft has no number yet, and was not saved at any time. */
export type Exported = { readonly caseId: number | null; readonly createdAt?: string; readonly record: CaseRecord };

export type ExportFormat = {
  /** The last part of the route. */
  readonly path: string;
  /** What stands before it: the old name of the companion simulator's files, or ours. */
  readonly under: 'simulator-export' | 'export';
  /** The name in the listing. */
  readonly listedAs: string;
  /** Whether `tier_level` chooses what is in it. */
  readonly tiered: boolean;
  readonly contentType: string;
  /** What follows `case_{id}_`. */
  readonly fileName: (tier: TierLevel) => string;
  /** What a reply with it says besides. */
  readonly headers?: () => Promise<Readonly<Record<string, string>>>;
  readonly write: (exported: Exported, tier: TierLevel) => Promise<string | Uint8Array<ArrayBuffer>>;
};

/** Every file of the companion simulator. Writers are loaded when used. */
const simulatorFormats: readonly ExportFormat[] = [
  {
    path: 'lr-matrix-csv',
    under: 'simulator-export',
    listedAs: 'feature_lr_matrix_csv',
    tiered: true,
    contentType: 'text/csv; charset=utf-8',
    fileName: (tier) => `lr_matrix_tier_${tier}.csv`,
    write: async ({ record }, tier) => (await import('./lr-matrix-csv.ts')).lrMatrixCsv(record, tier),
  },
  {
    path: 'lr-matrix-excel',
    under: 'simulator-export',
    listedAs: 'feature_lr_matrix_excel',
    tiered: true,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: () => 'lr_matrix.xlsx',
    write: async ({ record }, tier) => (await import('./lr-matrix-excel.ts')).lrMatrixExcel(record, tier),
  },
  {
    path: 'prior-probabilities',
    under: 'simulator-export',
    listedAs: 'prior_probabilities_json',
    tiered: true,
    contentType: 'application/json; charset=utf-8',
    fileName: (tier) => `tier_${tier}_priors.json`,
    write: async ({ record }, tier) => (await import('./prior-probabilities.ts')).priorProbabilities(record, tier),
  },
  {
    path: 'case-summary',
    under: 'simulator-export',
    listedAs: 'case_summary_txt',
    tiered: false,
    contentType: 'text/plain; charset=utf-8',
    fileName: () => 'summary.txt',
    write: async ({ record, caseId }) => (await import('./case-summary.ts')).caseSummary(record, caseId),
  },
  {
    path: 'lr-provenance-csv',
    under: 'simulator-export',
    listedAs: 'lr_provenance_csv',
    tiered: true,
    contentType: 'text/csv; charset=utf-8',
    fileName: (tier) => `lr_provenance_tier_${tier}.csv`,
    write: async ({ record }, tier) => (await import('./lr-provenance-csv.ts')).lrProvenanceCsv(record, tier),
  },
];

/** The whole case as one file, to be taken back by an import. */
const caseFile: ExportFormat = {
  path: 'case-json',
  under: 'export',
  listedAs: 'case_json',
  tiered: false,
  contentType: 'application/json; charset=utf-8',
  fileName: () => 'case.json',
  write: async ({ record }) => (await import('./case-json.ts')).caseJson(record),
};

/** Every file that a case can be had as: routes, the listing and the archive all read this table. */
export const exportFormats: readonly ExportFormat[] = [...simulatorFormats, caseFile, ...packFormats];
/** What the routes of the older system take. */
export const olderFormats = simulatorFormats;

export const fileNameOf = ({ fileName }: ExportFormat, { caseId }: Exported, tier: TierLevel): string =>
  `case_${caseId ?? 'draft'}_${fileName(tier)}`;
