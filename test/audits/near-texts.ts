import type { FindingCategory } from '../../shared/cases/finding.ts';

export type NearText = readonly [category: FindingCategory, finding: string, present: boolean, asked: string, answer: string];
const [h, e, t] = ['history', 'physical_exam', 'diagnostic_workup'] as const;

/** Answers that look like the opposite of the state and are not. */
export const nearTexts: readonly NearText[] = [
  [h, 'weakness of the arm', true, 'Any weakness in the arm?', 'No strength in it at all.'],
  [h, 'weakness of the arm', true, 'How is your arm?', 'Nothing. It just hangs there.'],
  [h, 'shortness of breath', true, 'Can you climb stairs?', 'No, never.'],
  [h, 'constant pain', true, 'Does it ever stop?', 'Never.'],
  [h, 'absence of cough', true, 'Any cough?', 'No, never.'],
  [h, 'loss of appetite', true, 'How is your appetite?', 'None.'],
  [h, 'haemoptysis', false, 'Any blood when you cough?', 'Not that I know.'],
  [h, 'haemoptysis', false, 'Any blood when you cough?', 'Yes, I cough, but no blood.'],
  [h, 'night pain when lying on the shoulder', false, 'Can you sleep on that side?', 'Yes, nights are no trouble.'],
  [h, 'night pain when lying on the shoulder', true, 'Can you sleep on that side?', 'No. It wakes me each time I turn over.'],
  [h, 'chest pain', true, 'Any pain?', 'No pain in my legs. It’s the chest.'],
  [h, 'fever', false, 'Have you had a fever?', 'Yes, years ago, with malaria. Not now.'],
  [e, 'calf swelling', true, 'Calves', 'No swelling of the left calf; the right is 3 cm larger.'],
  [e, 'ankle swelling', false, 'Ankles', 'Ankle swelling gone.'],
  [
    e,
    'fall in systolic pressure above 20 mmHg on standing',
    true,
    'Lying and standing',
    '138/80 mmHg lying, 104/70 mmHg standing.',
  ],
  [e, 'TWIST score of 5 or more', true, 'Five-item score', '6 of 7 points.'],
  [e, 'blood pressure difference above 20 mmHg between the arms', false, 'Both arms', '142/80 and 138/78 mmHg.'],
  [t, 'troponin above 50 ng/L', false, 'Troponin', '8 ng/L (99th percentile 14, rule-in above 52 ng/L).'],
  [t, 'D-dimer above 500 ng/mL', true, 'D-dimer', '1.4 µg/mL FEU (reference < 0.5).'],
  [t, 'D-dimer above 500 ng/mL', false, 'D-dimer', 'Below 270 ng/mL.'],
  [t, 'haemoglobin below 90 g/L', true, 'Blood count', '7.8 g/dL (reference 13.0-17.0 g/dL).'],
  [t, 'C-reactive protein above 20 mg/L', true, 'C-reactive protein', '8 mg/L on arrival, 64 mg/L six hours later.'],
  [t, 'nitrite on the urine dipstick', false, 'Urine dipstick', 'Nitrite pad stays white.'],
  [t, 'ST elevation on the ECG', true, 'ECG', 'No ST elevation in V1 to V3 but 3 mm in II, III and aVF.'],
  [t, 'white cell count above 12 × 10⁹/L', true, 'White cells', '15.2 × 10⁹/L, 4.0–11.0 expected.'],
  [e, 'calf tenderness or swelling', true, 'Calf', 'No swelling, tender to touch.'],
  [e, 'raised jugular venous pressure', true, 'Neck veins', 'Normal waveform, filled to the ear.'],
  [e, 'systolic murmur', true, 'Heart', 'No diastolic murmur.'],
  [t, 'sodium below 130 mmol/L', true, 'Electrolytes', 'Sodium 121 mmol/L.'],
];

/** Texts in which letters of a name stand that is not meant. */
export const harmless: readonly (readonly [base: 'breathless' | 'chest' | 'head' | 'belly', text: string])[] = [
  ['breathless', 'He was in gym class, with a rope and a pep talk.'],
  ['breathless', 'She opened the window and hoped; the peeling paint and a pebble are what she recalls.'],
  ['chest', 'The stems of the roses were heavy. ST elevation was not on her mind.'],
  ['head', 'The sah of the wind; a Sahara traveller.'],
  ['belly', 'The appendix of the report is missing.'],
];

/** Narratives that name somebody else’s age or sex. */
export const others: readonly string[] = [
  'His 80-year-old mother brought him in.',
  'He lives with his wife and her father; she found him on the floor.',
  'A 3-year-old car, and he fell off its roof.',
  'He waited 45 minutes; the pain began 4 hours ago.',
  'His daughter, aged 20, says that she heard a thud and that her father was pale.',
];
