import type { CaseRecord } from '../cases/case.ts';
import type { By } from '../cases/edits/author-cell.ts';
import type { FindingCategory } from '../cases/finding.ts';
import { type TierLevel, tierLevels } from '../cases/framework.ts';
import { type FromSeed, recordFromSeed, type SeedInput } from '../cases/from-seed.ts';
import { invalid } from '../cases/seed/problems.ts';
import { AppError } from '../errors.ts';
import type { SeedFiles } from './import-schemas.ts';

type Row = { readonly path: string; readonly ratio: SeedInput['feature_likelihood_ratios'][number] };
const categories: readonly FindingCategory[] = ['history', 'physical_exam', 'diagnostic_workup'];

/**
 * The older system's files as a record. Its file of ratios has lost the tiers: a bucket name that several tiers share stands
 * for the finest. What does not fit is named by its place in the files.
 */
export function recordFromFiles(files: SeedFiles, by: By, aliases: CaseRecord['primaryAliases']): FromSeed {
  const rows = rowsOf(files);
  const { description, primary_diagnosis, title, ...case_details } = files.case_details_json;
  const seed = {
    title,
    description,
    primary_diagnosis,
    case_details,
    diagnostic_framework: tierLevels.map((tier_level) => {
      const { buckets, probabilities } = files.a_priori_probabilities_json[`tier_${tier_level}`];
      return { tier_level, buckets, a_priori_probabilities: probabilities };
    }),
    feature_likelihood_ratios: rows.map(({ ratio }) => ratio),
  };
  try {
    return recordFromSeed(seed, by, aliases);
  } catch (error) {
    if (!(error instanceof AppError) || error.errors.length === 0) throw error;
    throw invalid(error.errors.map(({ path, message }) => ({ path: inFiles(path, rows), message })));
  }
}

const inFiles = (path: string, rows: readonly Row[]): string =>
  path
    .replace(/^feature_likelihood_ratios\.(\d+)(\..*)?$/, (_, row: string) => rows[Number(row)]?.path ?? path)
    .replace(/^diagnostic_framework\.(\d)\.a_priori_probabilities/, (_, tier: string) => `${tierFile(tier)}.probabilities`)
    .replace(/^diagnostic_framework\.(\d)/, (_, tier: string) => tierFile(tier))
    .replace(/^case_details|^(?=title|description|primary_diagnosis)/, (found) =>
      found ? 'case_details_json' : 'case_details_json.',
    );
const tierFile = (place: string): string => `a_priori_probabilities_json.tier_${Number(place) + 1}`;

function rowsOf(files: SeedFiles): Row[] {
  const byTier = files.feature_likelihood_ratios_by_tier_json;
  if (byTier)
    return tierLevels.flatMap((tier) =>
      cellsOf(byTier[`tier_${tier}`], `feature_likelihood_ratios_by_tier_json.tier_${tier}`, () => tier),
    );
  const flat = files.feature_likelihood_ratios_json;
  if (!flat) throw invalid([{ path: 'feature_likelihood_ratios_json', message: 'is missing' }]);
  const finest = new Map<string, TierLevel>();
  for (const tier of tierLevels)
    for (const { name } of files.a_priori_probabilities_json[`tier_${tier}`].buckets) finest.set(name.trim(), tier);
  return cellsOf(flat, 'feature_likelihood_ratios_json', (bucket) => finest.get(bucket.trim()) ?? 3);
}

type RatioFile = NonNullable<SeedFiles['feature_likelihood_ratios_json']>;

/** Values go on as they are: a text or a zero is named by the schema of the record. */
const cellsOf = (file: RatioFile, at: string, tierOf: (bucket: string) => TierLevel): Row[] =>
  categories.flatMap((category) =>
    Object.entries(file[category]).flatMap(([feature, cells]) =>
      Object.entries(cells).map(([bucket, ratio]) => ({
        path: `${at}.${category}.${feature}.${bucket}`,
        ratio: {
          feature_name: feature,
          feature_category: category,
          diagnostic_bucket: bucket,
          tier_level: tierOf(bucket),
          likelihood_ratio: ratio as number,
        },
      })),
    ),
  );
