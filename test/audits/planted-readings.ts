import { type Base, chart, examined as e, inTurn, type Plant, plant, tested as t, vitals } from './plant.ts';

const door = (field: string): string => `/case_details/door_chart/vitals/${field}`;
const exam = (i: number): string => `/case_details/physical_exam_findings/${i}/findings`;
const result = (i: number): string => `/case_details/diagnostic_workup/${i}/result`;

/** Examinations, tests and the door chart that cannot all be of one patient at one time. */
export const readingFaults: readonly (readonly [Base, Plant])[] = [
  plant(
    'chest',
    'a pulse twice that of the chart',
    'readings-disagree',
    door('heart_rate'),
    inTurn(vitals({ heartRate: 64 }), e('e1', false, 'weak pulse', 'Radial pulse', 'Full, regular, 132/min.')),
  ),
  plant(
    'breathless',
    'an ECG at half the rate of the chart',
    'readings-disagree',
    result(0),
    inTurn(vitals({ heartRate: 128 }), t('t1', false, 'right axis on the ECG', '12-lead ECG', 'Normal axis, 62/min.')),
  ),
  plant(
    'aorta',
    'another blood pressure in both arms',
    'readings-disagree',
    door('systolic'),
    inTurn(
      vitals({ systolic: 92, diastolic: 60 }),
      e('e2', false, 'unequal arms', 'Blood pressure in both arms', '168/90 right, 164/88 left.'),
    ),
  ),
  plant(
    'belly',
    'a thermometer against the chart',
    'readings-disagree',
    exam(1),
    inTurn(vitals({ temperature: 36.4 }), e('e2', true, 'hot skin', 'Temperature in the ear', '39.4 °C.')),
  ),
  plant(
    'breathless',
    'a saturation against the chart',
    'readings-disagree',
    door('oxygen_saturation'),
    inTurn(vitals({ oxygenSaturation: 84 }), e('e3', false, 'blue lips', 'Pulse oximetry on room air', '98 % on air.')),
  ),
  plant(
    'head',
    'a glucose against the chart',
    'readings-disagree',
    door('glucose'),
    inTurn(vitals({ glucose: 2.1 }), t('t2', false, 'hungry cells', 'Capillary glucose', '6.8 mmol/L.')),
  ),
  plant(
    'aorta',
    'a breathing rate against the chart',
    'readings-disagree',
    exam(3),
    inTurn(vitals({ respiratoryRate: 14 }), e('e4', true, 'laboured breathing', 'Respiratory rate', '34/min, shallow.')),
  ),
  plant(
    'head',
    'an irregular pulse and a regular tracing',
    'exam-against-result',
    result(0),
    inTurn(
      e('e1', true, 'irregularly irregular pulse', 'Radial pulse', 'No two beats alike.'),
      t('t1', false, 'broad complexes on the ECG', '12-lead ECG', 'Sinus rhythm, narrow complexes.'),
    ),
  ),
  plant(
    'breathless',
    'atrial fibrillation and a regular pulse',
    'exam-against-result',
    exam(0),
    inTurn(
      e('e1', false, 'irregularly irregular pulse', 'Radial pulse', 'Even beat for the whole minute.'),
      t('t1', true, 'atrial fibrillation on the ECG', '12-lead ECG', 'Narrow complexes at irregular intervals.'),
    ),
  ),
  plant(
    'belly',
    'jaundice at a normal bilirubin',
    'exam-against-result',
    exam(1),
    inTurn(
      e('e2', true, 'scleral jaundice', 'Sclerae', 'Yellow in daylight.'),
      t('t2', false, 'raised bilirubin', 'Serum bilirubin', '9 µmol/L (reference < 21).'),
    ),
  ),
  plant(
    'pelvis',
    'a gravid uterus and a negative test',
    'exam-against-result',
    result(1),
    inTurn(
      e('e2', true, 'gravid uterus', 'Abdomen', 'A fundus three fingers above the pelvis.'),
      t('t2', false, 'gonadotrophin in the urine', 'Urine pregnancy test', 'Negative.'),
    ),
  ),
  plant(
    'breathless',
    'dull on the left, shadowed on the right',
    'exam-against-result',
    exam(2),
    inTurn(
      e('e3', true, 'dullness at one base', 'Percussion of the chest', 'Dull at the left base.'),
      t('t3', true, 'shadow at one base on radiograph', 'Chest radiograph', 'Opaque right base with a meniscus.'),
    ),
  ),
  plant(
    'aorta',
    'a swollen leg, and a clot in the other',
    'exam-against-result',
    result(2),
    inTurn(
      e('e3', true, 'swelling of one leg', 'Calves', 'The right is 4 cm larger and tender.'),
      t('t3', true, 'no flow in a leg vein', 'Ultrasound of the leg veins', 'Left popliteal vein does not compress.'),
    ),
  ),
  plant(
    'head',
    'a potassium of 6.9 called normal',
    'result-against-reference',
    result(0),
    t('t1', false, 'low potassium in the serum', 'Serum potassium', '6.9 mmol/L (reference 3.5–5.0), normal.'),
  ),
  plant(
    'belly',
    'a white count of 8 called raised',
    'result-against-reference',
    result(1),
    t('t2', true, 'many white cells', 'White cell count', 'Raised at 8.1 × 10⁹/L (4.0–11.0).'),
  ),
  plant(
    'chest',
    'a radiograph in ng/L',
    'result-of-another-test',
    result(3),
    t('t4', false, 'wide heart on radiograph', 'Chest radiograph', '212 ng/L.'),
  ),
  plant(
    'breathless',
    'ST segments in a D-dimer',
    'result-of-another-test',
    result(3),
    t('t4', true, 'clot products in the blood', 'D-dimer', 'ST elevation in the inferior leads.'),
  ),
  plant(
    'belly',
    'pain on the right, shown on the left',
    'side-against-answer',
    exam(3),
    inTurn(
      chart({}),
      e('e4', true, 'tenderness in the right iliac fossa', 'Palpation', 'Sore to two fingers in the left iliac fossa.'),
    ),
  ),
];
