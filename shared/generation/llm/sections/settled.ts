import type { CaseRecord } from '../../../cases/case.ts';
import type { Finding, FindingCategory } from '../../../cases/finding.ts';
import type { Settled } from '../prompts.ts';
import type { Listed } from '../schemas.ts';

/** A case as what a new part of it has to agree with. Findings whose state nobody has said settle nothing. */
export function settledBy({ doorChart, findings }: Pick<CaseRecord, 'doorChart' | 'findings'>): Settled {
  const listed = (category: FindingCategory): Listed[] => listedOf(findings.filter((finding) => finding.category === category));
  return {
    history: listed('history'),
    physical_exam: listed('physical_exam'),
    diagnostic_workup: listed('diagnostic_workup'),
    patient: doorChart && {
      name: doorChart.name,
      age_years: doorChart.age,
      sex: doorChart.sex,
      chief_complaint: doorChart.chiefComplaint,
      heart_rate: doorChart.vitals.heartRate,
      systolic: doorChart.vitals.systolic,
      diastolic: doorChart.vitals.diastolic,
      respiratory_rate: doorChart.vitals.respiratoryRate,
      temperature: doorChart.vitals.temperature,
      oxygen_saturation: doorChart.vitals.oxygenSaturation,
    },
  };
}

export const listedOf = (findings: readonly Finding[]): Listed[] =>
  findings.flatMap(({ finding, present }) => (present === null ? [] : [{ finding, present }]));
