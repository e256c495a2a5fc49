import type { CaseRecord } from '../cases/case.ts';
import type { By } from '../cases/edits/author-cell.ts';
import { type FromSeed, recordFromSeed } from '../cases/from-seed.ts';
import { invalid } from '../cases/seed/problems.ts';
import { AppError } from '../errors.ts';
import { CaseFile } from './import-schemas.ts';

/**
 * Our own file as a record. What is derived in it (upper tiers, ratios) is derived again; where somebody has changed a ratio
 * by hand, the likelihoods are fitted to it.
 */
export function recordFromFile(value: unknown, by: By, aliases: CaseRecord['primaryAliases']): FromSeed {
  const parsed = CaseFile.safeParse(value);
  if (!parsed.success)
    throw invalid(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || '(body)', message })));
  try {
    return recordFromSeed(parsed.data.case, by, aliases);
  } catch (error) {
    if (!(error instanceof AppError) || error.errors.length === 0) throw error;
    throw invalid(error.errors.map(({ path, message }) => ({ path: `case.${path}`, message })));
  }
}
