import * as z from 'zod';
import { CaseFile, MatrixOrder, SeedFiles } from '../imports/import-schemas.ts';

/** What becomes of an import. */
export const How = z.object({
  as: z.enum(['draft', 'case'], 'must be draft or case').default('draft'),
  override_reason: z.string().max(2_000).nullish(),
});
/** What may stand in the query; in a body of JSON it may stand beside the rest, and wins. */
export const ImportQuery = How.extend({
  tier_level: z.literal(['1', '2', '3'], 'must be 1, 2 or 3').optional(),
  session_id: MatrixOrder.shape.session_id,
  case_id: z.coerce.number('must be the number of a case').int().min(1).optional(),
});
export const CsvBody = z.string().describe("The companion simulator's LR matrix; the query says which case it is for.");
export const ImportRequest = z.union([CaseFile.extend(How.shape), SeedFiles.extend(How.shape), MatrixOrder.extend(How.shape)]);
