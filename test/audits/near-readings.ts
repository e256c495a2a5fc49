import { type Base, examined as e, finding, inTurn, type Plant, tested as t, vitals } from './plant.ts';

type Near = readonly [base: Base, what: string, change: Plant['change']];
/** What looks like a contradiction and is none. */
export const nearReadings: readonly Near[] = [
  [
    'belly',
    'one arm as on the chart, the other far lower',
    inTurn(
      vitals({ systolic: 150, diastolic: 90 }),
      e('e2', true, 'unequal arms', 'Blood pressure in both arms', '152/90 right, 96/60 left.'),
    ),
  ],
  [
    'chest',
    'a pulse after exercise',
    inTurn(vitals({ heartRate: 64 }), e('e1', false, 'weak pulse', 'Radial pulse after walking', '118/min.')),
  ],
  [
    'belly',
    'a pressure on standing',
    inTurn(
      vitals({ systolic: 150, diastolic: 90 }),
      e('e2', true, 'postural drop', 'Blood pressure lying and standing', '148/88 mmHg, then 98/60 standing.'),
    ),
  ],
  [
    'breathless',
    'a saturation on oxygen',
    inTurn(vitals({ oxygenSaturation: 84 }), e('e3', false, 'blue lips', 'Pulse oximetry', '97 % with 4 L/min.')),
  ],
  [
    'head',
    'a glucose of another fluid',
    inTurn(vitals({ glucose: 6.1 }), t('t2', false, 'hungry cells', 'CSF glucose', '2.1 mmol/L (blood 6.2).')),
  ],
  [
    'head',
    'a pulse a little faster than on the chart',
    inTurn(vitals({ heartRate: 78 }), e('e1', false, 'weak pulse', 'Radial pulse', '96/min, even.')),
  ],
  [
    'aorta',
    'flutter waves faster than the pulse',
    inTurn(
      vitals({ heartRate: 150 }),
      t('t1', false, 'right axis on the ECG', '12-lead ECG', 'Flutter waves at 300/min, ventricles at 150/min.'),
    ),
  ],
  [
    'chest',
    'an irregular pulse with ectopic beats on the tracing',
    inTurn(
      e('e1', true, 'irregular pulse', 'Radial pulse', 'Dropped beats.'),
      t('t1', false, 'broad complexes on the ECG', '12-lead ECG', 'Sinus rhythm with ventricular ectopic beats.'),
    ),
  ],
  [
    'chest',
    'an irregular pulse and an earlier tracing',
    inTurn(
      e('e1', true, 'irregularly irregular pulse', 'Radial pulse', 'No two beats alike.'),
      t('t1', false, 'slurred upstroke', 'Earlier ECG, recorded in normal rhythm', 'Sinus rhythm.'),
    ),
  ],
  [
    'belly',
    'jaundice at 96 µmol/L',
    inTurn(
      e('e2', true, 'scleral jaundice', 'Sclerae', 'Yellow.'),
      t('t2', true, 'raised bilirubin', 'Serum bilirubin', '96 µmol/L (reference < 21).'),
    ),
  ],
  [
    'breathless',
    'a windpipe pushed to the other side',
    inTurn(
      e('e3', true, 'shifted trachea', 'Trachea and chest', 'Trachea deviated to the right.'),
      t('t3', true, 'air around the lung', 'Chest radiograph', 'Left lung edge 3 cm from the wall.'),
    ),
  ],
  [
    'breathless',
    'a dull base and a brain on the other side',
    inTurn(
      e('e3', true, 'dullness at one base', 'Percussion of the chest', 'Dull at the left base.'),
      t('t3', true, 'dense artery', 'CT of the head', 'Dense right middle cerebral artery.'),
    ),
  ],
  [
    'breathless',
    'one side there, the other side clear',
    inTurn(
      e('e3', true, 'dullness at one base', 'Percussion of the chest', 'Dull at the left base.'),
      t('t3', false, 'shadow on radiograph', 'Chest radiograph', 'Right base clear.'),
    ),
  ],
  [
    'chest',
    'the right ventricle, and the left leg',
    inTurn(
      e('e3', true, 'swelling of one leg', 'Calves', 'Left calf 3 cm larger.'),
      t('t3', true, 'strained ventricle', 'Echocardiography, leg veins compressed', 'Right ventricle wide, veins compress.'),
    ),
  ],
  [
    'head',
    'a potassium of 6.9 called high',
    t('t1', true, 'high potassium', 'Serum potassium', '6.9 mmol/L (reference 3.5–5.0), high.'),
  ],
  [
    'head',
    'another value that is normal',
    t('t1', true, 'long clotting time', 'Clotting', 'APTT 48 s (25–35), prothrombin time normal.'),
  ],
  [
    'head',
    'a value that is not raised',
    t('t1', false, 'many white cells', 'White cell count', '8.1 × 10⁹/L (4.0–11.0), not raised.'),
  ],
  ['chest', 'a number in the report of a scan', t('t4', true, 'wide aorta', 'CT of the aorta', '5.4 cm at the arch.')],
  [
    'chest',
    'a high-sensitivity test within its limit',
    t('t4', false, 'troponin leak', 'High-sensitivity troponin', '6 ng/L (below 14), high-sensitivity assay.'),
  ],
  [
    'belly',
    'pain that moved',
    e('e4', true, 'tenderness in the right iliac fossa', 'Palpation', 'Sore on both sides, the right more than the left.'),
  ],
  [
    'belly',
    'a sign that names both sides',
    e('e4', true, 'pain on the right when the left is pressed', 'Palpation', 'Pressing the left hurts.'),
  ],
  [
    'belly',
    'what the patient left behind',
    finding('h1', {
      present: true,
      finding: 'pain in the right flank',
      expectedAnswer: 'It began when I left work, here in my side.',
    }),
  ],
];
