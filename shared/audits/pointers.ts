import type { Finding, FindingCategory } from '../cases/finding.ts';

const listOf: Readonly<Record<FindingCategory, string>> = {
  history: 'history_questions',
  physical_exam: 'physical_exam_findings',
  diagnostic_workup: 'diagnostic_workup',
};

const answerPart: Readonly<Record<FindingCategory, string>> = {
  history: 'expected_answer',
  physical_exam: 'findings',
  diagnostic_workup: 'result',
};

/** A finding with the JSON pointer to its place in the reply, where the three categories are three lists. */
export type PlacedFinding = { readonly finding: Finding; readonly pointer: string };

export function placed(findings: readonly Finding[]): PlacedFinding[] {
  const counts = new Map<FindingCategory, number>();
  return findings.map((finding) => {
    const index = counts.get(finding.category) ?? 0;
    counts.set(finding.category, index + 1);
    return { finding, pointer: `/case_details/${listOf[finding.category]}/${index}` };
  });
}

export const nameField = ({ pointer }: PlacedFinding): string => `${pointer}/finding`;
export const answerField = ({ finding, pointer }: PlacedFinding): string => `${pointer}/${answerPart[finding.category]}`;
export const ratioField = (findingId: string): string => `/feature_likelihood_ratios#${findingId}`;
