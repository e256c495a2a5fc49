import type { CaseRecord } from '../cases/case.ts';
import type { Finding } from '../cases/finding.ts';
import { placed } from './pointers.ts';

/** One text that a learner may come to read, and where it stands in the reply. */
export type LearnerText = { readonly field: string; readonly text: string };

/** Everything that a learner sees or is told. An allow-list: a field that is not named here reaches no learner. */
export function learnerTexts({ title, doorChart, presentation, findings }: CaseRecord): LearnerText[] {
  return [
    { field: '/case_details/title', text: title },
    { field: '/case_details/presentation', text: presentation },
    ...(doorChart
      ? [
          { field: '/case_details/door_chart/chief_complaint', text: doorChart.chiefComplaint },
          { field: '/case_details/door_chart/setting', text: doorChart.setting },
          { field: '/case_details/door_chart/arrival', text: doorChart.arrival },
        ]
      : []),
    ...placed(findings).flatMap(({ finding, pointer }) =>
      partsOf(finding).map(([part, text]) => ({ field: `${pointer}/${part}`, text })),
    ),
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
