import { tierLevels } from '../cases/framework.ts';
import { type Exported, exportFormats } from './formats.ts';
import { matrixOf } from './lr-matrix.ts';
import { matrixProblems } from './matrix-problems.ts';

/** What can be fetched of a case, and for a tier that cannot, what to change. */
export function availableExports({ caseId, record }: Exported) {
  const tiers = tierLevels.map((tier) => {
    const matrix = matrixOf(record, tier);
    return { tier, matrix, problems: matrixProblems(record, matrix) };
  });
  return {
    case_id: caseId,
    case_title: record.title,
    available_tiers: tiers.flatMap(({ tier, problems }) => (problems.length === 0 ? [tier] : [])),
    total_features: record.findings.filter(({ present }) => present !== null).length,
    total_diagnostic_buckets: tiers.reduce((total, { matrix }) => total + matrix.columns.length, 0),
    available_exports: exportFormats.map(({ listedAs }) => listedAs),
    exports: exportFormats.map(({ listedAs, under, path, tiered }) => ({ name: listedAs, path: `${under}/${path}`, tiered })),
    findings_without_state: record.findings.flatMap(({ id, present }) => (present === null ? [id] : [])),
    unavailable_tiers: tiers.flatMap(({ tier, problems }) =>
      problems.length > 0 ? [{ tier_level: tier, errors: problems }] : [],
    ),
  };
}
