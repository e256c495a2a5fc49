import { type Base, chart, finding, inTurn, type Plant, plant, vitals } from './plant.ts';

const door = (field: string): string => `/case_details/door_chart/${field}`;
const name = (list: string, i: number): string => `/case_details/${list}/${i}/finding`;

/** Vital signs, sex, age, medicines and narratives that do not fit the door chart. */
export const patientFaults: readonly [Base, Plant][] = [
  plant(
    'chest',
    'Fahrenheit on a Celsius chart',
    'vitals-out-of-range',
    door('vitals/temperature'),
    vitals({ temperature: 98.6 }),
  ),
  plant(
    'pelvis',
    'saturation of 104 %',
    'vitals-out-of-range',
    door('vitals/oxygen_saturation'),
    vitals({ oxygenSaturation: 104 }),
  ),
  plant(
    'head',
    'pressures the wrong way round',
    'vitals-out-of-range',
    door('vitals/diastolic'),
    vitals({ systolic: 70, diastolic: 120 }),
  ),
  plant(
    'belly',
    'a baby’s pressure of an old man',
    'vitals-out-of-range',
    door('vitals/systolic'),
    inTurn(chart({ age: 0.5 }), vitals({ systolic: 190 })),
  ),
  plant(
    'chest',
    'fever at 36.6 °C',
    'vitals-against-finding',
    name('physical_exam_findings', 0),
    inTurn(vitals({ temperature: 36.6 }), finding('e1', { finding: 'fever', present: true, findings: 'Hot to the touch.' })),
  ),
  plant(
    'breathless',
    'no tachycardia at 134/min',
    'vitals-against-finding',
    door('vitals/heart_rate'),
    inTurn(
      vitals({ heartRate: 134 }),
      finding('e2', { finding: 'tachycardia', present: false, findings: 'Pulse even and full.' }),
    ),
  ),
  plant(
    'aorta',
    'hypotension at 142 mmHg',
    'vitals-against-finding',
    door('vitals/systolic'),
    inTurn(
      vitals({ systolic: 142, diastolic: 80 }),
      finding('e3', { finding: 'systolic blood pressure below 90 mmHg', present: true, findings: 'Low in both arms.' }),
    ),
  ),
  plant(
    'chest',
    'a pregnant man',
    'pregnancy-contradiction',
    name('history_questions', 0),
    finding('h1', { finding: 'current pregnancy', present: true, expectedAnswer: 'Twelve weeks along.' }),
  ),
  plant('breathless', 'pregnant at 62', 'pregnancy-contradiction', '/case_details/presentation', (record) => ({
    ...record,
    presentation: `${record.presentation} She is 20 weeks pregnant.`,
  })),
  plant(
    'pelvis',
    'a woman’s prostate',
    'sex-against-finding',
    name('physical_exam_findings', 1),
    finding('e2', { finding: 'tender, swollen prostate' }),
  ),
  plant('belly', 'a man’s ovary', 'sex-against-finding', door('sex'), finding('t2', { finding: 'ovarian oedema on ultrasound' })),
  plant(
    'head',
    'anticoagulated without a tablet',
    'medication-against-history',
    '/case_details/history_questions/1/expected_answer',
    inTurn(
      finding('h1', { finding: 'anticoagulant treatment', present: true, expectedAnswer: 'The blue one, since the spring.' }),
      finding('h2', { expectedAnswer: 'I take no tablets at all.' }),
    ),
  ),
  plant('head', 'another age in the narrative', 'narrative-other-age', '/case_details/presentation', (record) => ({
    ...record,
    presentation: `A 34-year-old man is brought in. ${record.presentation}`,
  })),
  plant(
    'belly',
    'another age in an answer',
    'narrative-other-age',
    '/case_details/history_questions/2/expected_answer',
    finding('h3', { expectedAnswer: 'Well, I’m 71, what do you expect?' }),
  ),
  plant('breathless', 'another sex in the narrative', 'narrative-other-sex', door('sex'), (record) => ({
    ...record,
    presentation: 'He came by car. He has not had a full breath since six.',
  })),
];
