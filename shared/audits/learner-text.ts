import type { CaseRecord } from '../cases/case.ts';
import type { Finding, FindingCategory } from '../cases/finding.ts';

/** One text that a learner may come to read, and where it stands in the reply. */
export type LearnerText = { readonly field: string; readonly text: string };

const listOf: Readonly<Record<FindingCategory, string>> = {
  history: 'history_questions',
  physical_exam: 'physical_exam_findings',
  diagnostic_workup: 'diagnostic_workup',
};

/** Everything that a learner sees or is told. An allow-list: a field that is not named here reaches no learner. */
export function learnerTexts({ title, doorChart, presentation, findings }: CaseRecord): LearnerText[] {
  const counts = new Map<FindingCategory, number>();
  const asked = findings.flatMap((finding) => {
    const index = counts.get(finding.category) ?? 0;
    counts.set(finding.category, index + 1);
    return partsOf(finding).map(([part, text]) => ({
      field: `/case_details/${listOf[finding.category]}/${index}/${part}`,
      text,
    }));
  });
  return [
    { field: '/case_details/title', text: title },
    { field: '/case_details/presentation', text: presentation },
    ...(doorChart ? [{ field: '/case_details/door_chart/chief_complaint', text: doorChart.chiefComplaint }] : []),
    ...asked,
  ];
}

function partsOf(finding: Finding): [part: string, text: string][] {
  switch (finding.category) {
    case 'history':
      return [
        ['question', finding.question],
        ['expected_answer', finding.expectedAnswer],
      ];
    case 'physical_exam':
      return [
        ['examination', finding.examination],
        ['findings', finding.findings],
      ];
    case 'diagnostic_workup':
      return [
        ['test', finding.test],
        ['rationale', finding.rationale],
        ['result', finding.result],
      ];
  }
}
