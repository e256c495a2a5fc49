import type { CaseRecord } from '../shared/cases/case.ts';
import { posteriorOf, ratiosAt } from '../shared/cases/derive.ts';
import { answerOf, type Finding } from '../shared/cases/finding.ts';
import { primaryLeafIndex } from '../shared/cases/framework.ts';

const percent = (p: number): string => `${(100 * p).toFixed(p < 0.1 ? 1 : 0)} %`;
const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`;

/** A case as an author would read it, answers and numbers included. */
export function caseAsMarkdown(record: CaseRecord): string {
  const { doorChart: chart, framework, generation } = record;
  const primary = framework.leaves[primaryLeafIndex(framework)];
  const after = posteriorOf(record);
  const inForce = new Map(
    ratiosAt(record, 3).flatMap(({ finding, bucket, inForce: ratio }) =>
      bucket.id === primary?.id ? [[finding.id, ratio] as const] : [],
    ),
  );
  const sourceOf = ({ id }: Finding): string => {
    const provenance = primary && record.likelihoods[id]?.[primary.id]?.provenance;
    return provenance?.source === 'published' ? provenance.citations.join(', ') : 'estimate';
  };
  const asked = (finding: Finding): string =>
    finding.category === 'history' ? finding.question : finding.category === 'physical_exam' ? finding.examination : finding.test;
  return [
    `# ${record.title}`,
    `*Asked for: “${record.description}”, ${record.primaryDiagnosis}; ${generation.difficulty}, seed ${generation.seed}.*`,
    chart &&
      `**Door chart.** ${chart.name}, ${chart.age < 2 ? `${Math.round(chart.age * 12)} months` : chart.age}, ${chart.sex} · ${chart.setting}, ${chart.arrival} · “${chart.chiefComplaint}” · ` +
        `BP ${chart.vitals.systolic}/${chart.vitals.diastolic} mmHg, HR ${chart.vitals.heartRate}/min, RR ${chart.vitals.respiratoryRate}/min, Temp ${chart.vitals.temperature} °C, SpO₂ ${chart.vitals.oxygenSaturation} %`,
    `**Presentation.** ${record.presentation}`,
    `**Patient.** ${record.patientPersonality}`,
    [
      row(['', 'ask', 'answer', 'finding', 'state', 'LR in force', 'source']),
      row(['---', '---', '---', '---', '---', '---', '---']),
      ...record.findings.map((finding) =>
        row([
          finding.id,
          asked(finding),
          answerOf(finding),
          finding.finding,
          finding.present ? 'present' : 'absent',
          (inForce.get(finding.id) ?? 1).toFixed(2),
          sourceOf(finding),
        ]),
      ),
    ].join('\n'),
    `**Differential, before → after.** ${framework.leaves.map(({ name, prior }, i) => `${name} ${percent(prior)} → ${percent(after[i] ?? 0)}`).join(' · ')}`,
    `**Teaching points.** ${record.objectives.join(' · ')}`,
    `**Papers.** ${record.citations.map(({ id, text }) => `${id}: ${text}`).join(' · ')}`,
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}
