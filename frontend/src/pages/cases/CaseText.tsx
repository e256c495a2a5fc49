import type { CaseRecord } from '../../../../shared/cases/case.ts';
import { answerOf, type Finding, type FindingCategory } from '../../../../shared/cases/finding.ts';
import { DoorChartList } from '../../ui/DoorChartList.tsx';
import { NumberTable } from '../../ui/NumberTable.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './cases.module.css';

const parts: readonly [FindingCategory, string, string, string][] = [
  ['history', 'History', 'The learner asks', 'The patient says'],
  ['physical_exam', 'Examination', 'The learner examines', 'What is found'],
  ['diagnostic_workup', 'Tests', 'The learner orders', 'Result'],
];

/** The whole case as its author reads it. */
export function CaseText({ record }: { readonly record: CaseRecord }) {
  return (
    <div className={styles.read}>
      <Section title="Door chart">
        {record.doorChart ? <DoorChartList chart={record.doorChart} /> : <p>There is none.</p>}
      </Section>
      <Section title="Presentation">
        <p>{record.presentation}</p>
        <p>
          <strong>The patient: </strong>
          {record.patientPersonality}
        </p>
      </Section>
      {record.objectives.length > 0 && (
        <Section title="Objectives">
          <ul>
            {record.objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </Section>
      )}
      {parts.map(([category, title, asked, answered]) => (
        <Section key={category} title={title}>
          <NumberTable
            label={title}
            prose
            head={['Finding', 'State', asked, answered]}
            rows={record.findings
              .filter((finding) => finding.category === category)
              .map((finding) => [finding.finding, stateOf(finding), askedOf(finding), answerOf(finding)])}
          />
        </Section>
      ))}
    </div>
  );
}

const stateOf = ({ present }: Finding): string => (present === null ? '?' : present ? 'present' : 'absent');
const askedOf = (finding: Finding): string =>
  finding.category === 'history' ? finding.question : finding.category === 'physical_exam' ? finding.examination : finding.test;
