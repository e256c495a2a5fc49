import type { SimulatedRequest } from './simulator.ts';

/** Whole, coherent answers to the questions of the plan, as long as a model's would be: a case of chest pain. */

const history = [
  ['pain radiating to both arms', true],
  ['pressure-like chest pain', true],
  ['pleuritic chest pain', false],
  ['diaphoresis', true],
  ['nausea or vomiting', true],
  ['tearing pain radiating to the back', false],
  ['previous exertional chest pain', true],
  ['recent immobilisation or surgery', false],
] as const;
const exam = [
  ['chest pain reproduced by palpation', false],
  ['third heart sound', false],
  ['hypotension', true],
  ['raised jugular venous pressure', true],
  ['pulse deficit between the arms', false],
  ['unilateral leg swelling', false],
  ['pulmonary crackles', true],
] as const;
const workup = [
  ['ST-segment elevation on the ECG', true],
  ['troponin above the 99th percentile', true],
  ['widened mediastinum on chest radiograph', false],
  ['D-dimer above 500 ng/mL', false],
  ['right ventricular dilatation on echocardiography', false],
  ['lobar consolidation on chest radiograph', false],
] as const;

const listed = (findings: readonly (readonly [string, boolean])[]) => ({
  present: findings.flatMap(([finding, present]) => (present ? [finding] : [])),
  absent: findings.flatMap(([finding, present]) => (present ? [] : [finding])),
});

const findings = {
  history: listed(history),
  physical_exam: listed(exam),
  diagnostic_workup: listed(workup),
  patient: {
    name: 'Raymond Hollis',
    age_years: 58,
    sex: 'male',
    chief_complaint: 'Pressure in my chest',
    heart_rate: 54,
    systolic: 98,
    diastolic: 60,
    respiratory_rate: 20,
    temperature: 36.6,
    oxygen_saturation: 95,
  },
};

const diagnosis = (name: string, icd10: string | null, percent: number, primary = false) => ({
  name,
  icd10,
  percent,
  is_primary: primary,
});
const framework = {
  systems: [
    {
      name: 'Cardiac ischaemia',
      groups: [
        { name: 'Acute occlusion', diagnoses: [diagnosis('ST-elevation myocardial infarction', 'I21.3', 5, true)] },
        {
          name: 'Non-occlusive syndromes',
          diagnoses: [diagnosis('Non-ST-elevation myocardial infarction', 'I21.4', 8), diagnosis('Unstable angina', 'I20.0', 6)],
        },
      ],
    },
    {
      name: 'Other vascular',
      groups: [
        {
          name: 'Aorta and clots',
          diagnoses: [diagnosis('Aortic dissection', 'I71.0', 1), diagnosis('Pulmonary embolism', 'I26', 2)],
        },
      ],
    },
    {
      name: 'Chest and lung',
      groups: [
        { name: 'Lung and pleura', diagnoses: [diagnosis('Pneumonia', 'J18.9', 4), diagnosis('Acute pericarditis', 'I30', 2)] },
      ],
    },
    {
      name: 'Wall and gullet',
      groups: [
        {
          name: 'Benign causes',
          diagnoses: [diagnosis('Reflux disease', 'K21', 15), diagnosis('Musculoskeletal chest pain', 'R07.8', 30)],
        },
      ],
    },
    { name: 'Not named above', groups: [{ name: 'Other causes', diagnoses: [diagnosis('Other diagnosis', null, 27)] }] },
  ],
  descriptions: [
    'Crushing pain with sweating and ST elevation',
    'Pain with troponin rise, no ST elevation',
    'Pain at rest without troponin rise',
    'Tearing pain to the back',
    'Breathlessness and pleuritic pain',
    'Fever, cough, consolidation',
    'Positional pain, rub',
    'Burning after meals',
    'Tender chest wall',
    'None of the above',
  ],
};

const narrative = {
  title: 'Chest pressure at breakfast',
  presentation:
    'Mr Hollis walked in with his wife and was put straight on a trolley. He sits upright, grey and sweating, one hand flat on his chest. He says it began two hours ago while he was eating, and that it has not let up. He vomited once in the car.',
  patient_personality:
    'Runs a print shop and hates fuss. Short answers, plays things down, looks to his wife before he admits to anything.',
  objectives: [
    'Ask what makes coronary pain less likely',
    'Look at the right ventricle before giving nitrates',
    'Read the tracing within ten minutes',
  ],
};

const words: Record<string, (finding: string, i: number) => Record<string, string>> = {
  history: (finding, i) => ({
    question: `Could you tell me a little about this, please, number ${i + 1} of my questions?`,
    expected_answer: `About ${finding.slice(0, 24)}, well, let me think for a moment: that is how it has been since this morning, number ${i + 1}.`,
  }),
  physical_exam: (finding, i) => ({
    examination: `Examination step ${i + 1}`,
    findings: `As to ${finding}: seen and written down for step ${i + 1}.`,
  }),
  diagnostic_workup: (finding, i) => ({
    test: `Test ${i + 1}`,
    rationale: `Ordered because the answer to question ${i + 1} decides what is done next in this patient.`,
    result: `${12 + i} units (reference below 10), as to ${finding}.`,
  }),
};

const present = new Set<string>([...history, ...exam, ...workup].flatMap(([finding, has]) => (has ? [finding] : [])));

/** A percent that depends on finding and diagnosis alone, so that the case leads to its primary diagnosis. */
const percentFor = (finding: string, leafIndex: number): number => {
  const others = 12 + ((finding.length * 7 + leafIndex * 13) % 30);
  if (leafIndex > 0) return others;
  return present.has(finding) ? 80 : 6;
};

/** For `simulator.respond`: answers to the plan's questions, the simulator's own content for anything else. */
export function clinicalAnswers({ schemaName, schema }: SimulatedRequest): object | undefined {
  switch (schemaName) {
    case 'findings':
      return findings;
    case 'framework':
      return framework;
    case 'narrative':
      return narrative;
    case 'likelihoods':
      return perKey(schema, (finding, _, leaf) => perKey(leaf, (__, j) => percentFor(finding, j)));
    default: {
      const write = schemaName ? words[schemaName] : undefined;
      return write && perKey(schema, (description, i) => write(description, i));
    }
  }
}

type Properties = Record<string, { description?: string }>;

function perKey(
  schema: unknown,
  value: (description: string, index: number, inner: unknown) => unknown,
): Record<string, unknown> {
  const { properties = {} } = schema as { properties?: Properties };
  return Object.fromEntries(
    Object.entries(properties).map(([key, inner], i) => [key, value(inner.description ?? key, i, inner)]),
  );
}
