import { shown } from './draft.ts';

type Tier = { tier_level: number; buckets: { id?: string; name: string }[]; a_priori_probabilities: Record<string, number> };

export type Ratio = {
  feature_name: string;
  feature_category: string;
  diagnostic_bucket: string;
  tier_level: number;
  likelihood_ratio: number;
};

type Item = { id?: string; question: string; finding?: string; present?: boolean; expected_answer: string };

/** A draft as the API shows it, as far as it is read here. */
export type Whole = {
  title: string;
  case_details: Record<string, unknown> & { history_questions: Item[]; physical_exam_findings: Record<string, unknown>[] };
  diagnostic_framework: Tier[];
  feature_likelihood_ratios: Ratio[];
};

export const shownWhole = async (): Promise<Whole> => (await shown()) as unknown as Whole;
