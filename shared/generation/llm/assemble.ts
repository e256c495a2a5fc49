import type { CaseRecord, DoorChart, LikelihoodCell } from '../../cases/case.ts';
import type { Finding } from '../../cases/finding.ts';
import type { Framework } from '../../cases/framework.ts';
import { normalise as toShares } from '../../reasoning/edit-priors.ts';
import { at, clampLikelihood } from '../../reasoning/probability.ts';
import type { Written } from './plan.ts';
import type { Differential, Outline } from './schemas.ts';
import { flatten } from './sense.ts';

/** What the model wrote, as the parts of our record. Ids are ours; priors are made to sum to 1; nothing is derived here. */

export function frameworkOf(differential: Differential, model: string): Framework {
  const { groups, leaves } = flatten(differential);
  const priors = toShares(leaves.map(({ percent }) => percent));
  const provenance = { source: 'model_estimate' as const, model };
  return {
    tier1: differential.systems.map(({ name }, i) => ({ id: `s${i + 1}`, name, description: '' })),
    tier2: groups.map(({ name, system }, i) => ({ id: `g${i + 1}`, name, description: '', parentId: `s${system + 1}` })),
    leaves: leaves.map(({ name, group }, i) => ({
      id: `d${i + 1}`,
      name,
      description: differential.descriptions[i] ?? '',
      parentId: `g${group + 1}`,
      prior: at(priors, i),
      provenance,
    })),
    primaryLeafId: `d${leaves.findIndex(({ is_primary }) => is_primary) + 1}`,
  };
}

/** The ICD-10 codes that the model gave, by leaf id. */
export const codesOf = (differential: Differential): Record<string, string> =>
  Object.fromEntries(flatten(differential).leaves.flatMap(({ icd10 }, i) => (icd10 ? [[`d${i + 1}`, icd10]] : [])));

export function findingsOf({ outline, history, physical_exam, diagnostic_workup }: Written): Finding[] {
  return [
    ...outline.history.flatMap(({ finding, present }, i): Finding[] => {
      const words = history[i];
      return words
        ? [
            {
              id: `h${i + 1}`,
              category: 'history',
              finding,
              present,
              question: words.question,
              expectedAnswer: words.expected_answer,
            },
          ]
        : [];
    }),
    ...outline.physical_exam.flatMap(({ finding, present }, i): Finding[] => {
      const words = physical_exam[i];
      return words ? [{ id: `e${i + 1}`, category: 'physical_exam', finding, present, ...words }] : [];
    }),
    ...outline.diagnostic_workup.flatMap(({ finding, present }, i): Finding[] => {
      const words = diagnostic_workup[i];
      return words ? [{ id: `t${i + 1}`, category: 'diagnostic_workup', finding, present, ...words }] : [];
    }),
  ];
}

export const doorChartOf = ({ patient }: Outline): DoorChart => ({
  name: patient.name,
  age: patient.age_years,
  sex: patient.sex,
  setting: 'Emergency Department',
  arrival: '',
  chiefComplaint: patient.chief_complaint,
  vitals: {
    heartRate: patient.heart_rate,
    systolic: patient.systolic,
    diastolic: patient.diastolic,
    respiratoryRate: patient.respiratory_rate,
    temperature: patient.temperature,
    oxygenSaturation: patient.oxygen_saturation,
    glucose: null,
  },
});

type Estimate = {
  readonly probability: number;
  readonly provenance: { readonly source: 'model_estimate'; readonly model: string };
};

/** The model's percents by finding and leaf; findings that it gave none for are left out. */
export function estimatesOf(
  findings: readonly Finding[],
  framework: Framework,
  percents: Written['percents'],
  model: string,
): Record<string, Record<string, Estimate>> {
  return Object.fromEntries(
    findings.flatMap(({ id }, i) => {
      const row = percents[i];
      if (!row) return [];
      const cells = framework.leaves.map((leaf, j): [string, Estimate] => [
        leaf.id,
        { probability: clampLikelihood(at(row, j) / 100), provenance: { source: 'model_estimate' as const, model } },
      ]);
      return [[id, Object.fromEntries(cells)]];
    }),
  );
}

/**
 * Rows for findings without likelihoods: what the case had before, else equal for every leaf, so that they move nothing, and
 * marked as not estimated.
 */
export function fillMissing(
  findings: readonly Finding[],
  framework: Framework,
  likelihoods: CaseRecord['likelihoods'],
  before: CaseRecord['likelihoods'] = {},
): CaseRecord['likelihoods'] {
  const empty: LikelihoodCell = { probability: 0.5, provenance: { source: 'not_estimated' } };
  const blank = Object.fromEntries(framework.leaves.map(({ id }) => [id, empty]));
  return Object.fromEntries(findings.map(({ id }) => [id, likelihoods[id] ?? before[id] ?? blank]));
}
