import * as z from 'zod';
import { CaseNumber, SessionId } from '../cases/numbers-and-ids.ts';
import { SeedDetails } from '../cases/seed/seed-schema.ts';
import { WireCase } from '../cases/wire-schema.ts';

/** The whole case as one file. Its JSON Schema is served at /schemas/medical-case.json. */
export const CaseFile = z
  .strictObject({
    format: z.literal('medical-case', 'must be "medical-case"'),
    version: z.literal(1, 'must be 1, the only version that there is'),
    case: WireCase,
  })
  .meta({ title: 'Medical case', description: 'One teaching case with its tree, likelihoods and their sources.' });

const TierFile = z.object({
  buckets: z.array(z.object({ name: z.string(), description: z.string().nullish() })),
  probabilities: z.record(z.string(), z.unknown()),
});
const Ratios = z.record(z.string(), z.record(z.string(), z.unknown()));
const RatioFile = z.object({ history: Ratios, physical_exam: Ratios, diagnostic_workup: Ratios });

/** The older system's three JSON files; ours adds the fourth, which keeps the tiers apart. */
export const SeedFiles = z.object({
  case_details_json: SeedDetails.extend({
    title: z.string().nullish(),
    description: z.string().nullish(),
    primary_diagnosis: z.string(),
  }),
  a_priori_probabilities_json: z.object({ tier_1: TierFile, tier_2: TierFile, tier_3: TierFile }),
  feature_likelihood_ratios_json: RatioFile.nullish(),
  feature_likelihood_ratios_by_tier_json: z.object({ tier_1: RatioFile, tier_2: RatioFile, tier_3: RatioFile }).nullish(),
});
export type SeedFiles = z.infer<typeof SeedFiles>;

export const MatrixOrder = z.object({
  lr_matrix_csv: z.string().min(1, 'is empty'),
  tier_level: z.literal([1, 2, 3], 'must be 1, 2 or 3').default(2),
  session_id: SessionId.nullish(),
  case_id: CaseNumber.nullish(),
});
export type MatrixOrder = z.infer<typeof MatrixOrder>;
