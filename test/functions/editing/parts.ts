type Details = Record<'history_questions' | 'physical_exam_findings' | 'diagnostic_workup', Record<string, unknown>[]>;
export type Tier = { tier_level: number; buckets: Record<string, unknown>[]; a_priori_probabilities: Record<string, number> };
export type Ratio = Record<string, unknown> & { likelihood_ratio: number };
export const details = (body: Record<string, unknown>): Details => body.case_details as Details;
export const tiers = (body: Record<string, unknown>): Tier[] => body.diagnostic_framework as Tier[];
export const ratios = (body: Record<string, unknown>): Ratio[] => body.feature_likelihood_ratios as Ratio[];
