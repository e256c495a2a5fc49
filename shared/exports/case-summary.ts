import type { CaseRecord } from '../cases/case.ts';
import type { Finding } from '../cases/finding.ts';

/** The whole case as text, for its author: it names the diagnosis. A draft has no number. */
export function caseSummary(record: CaseRecord, caseId: number | null): string {
  const of = <C extends Finding['category']>(category: C) =>
    record.findings.filter((finding): finding is Extract<Finding, { category: C }> => finding.category === category);
  return [
    ...(caseId === null ? [] : [`CASE ID: ${caseId}`]),
    `PRIMARY DIAGNOSIS: ${oneLine(record.primaryDiagnosis)}`,
    '',
    'CASE PRESENTATION:',
    paragraphs(record.presentation),
    '',
    'PATIENT COMMUNICATION STYLE:',
    paragraphs(record.patientPersonality),
    '',
    'HISTORY FINDINGS:',
    ...endedByBlank(
      of('history').flatMap(({ question, expectedAnswer }) => [
        `Question: ${oneLine(question)}`,
        `Patient Response: ${oneLine(expectedAnswer)}`,
        '',
      ]),
    ),
    'PHYSICAL EXAMINATION FINDINGS:',
    ...of('physical_exam').map(({ examination, findings }) => `${oneLine(examination)}: ${oneLine(findings)}`),
    '',
    'DIAGNOSTIC WORKUP:',
    ...of('diagnostic_workup').map(({ test, rationale, result }) => {
      const reading = oneLine(result);
      return [`${oneLine(test)}:`, oneLine(rationale), reading && `Result: ${reading}`].filter((part) => part !== '').join(' ');
    }),
    '',
  ].join('\n');
}

const endedByBlank = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines : ['']);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const paragraphs = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
