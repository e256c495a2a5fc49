/** One subject per row, so that the strings of one object of an answer fit each other. No row names a diagnosis. */
type Row = Readonly<Record<string, string>>;

const history = (finding: string, question: string, expected_answer: string): Row => ({ finding, question, expected_answer });
const exam = (finding: string, examination: string, findings: string): Row => ({ finding, examination, findings });
const workup = (finding: string, test: string, result: string, rationale: string): Row => ({ finding, test, result, rationale });

export const rows = {
  history: [
    history('Sudden onset', 'How did it begin?', 'All at once, while I was sitting.'),
    history('Worse on exertion', 'What makes it worse?', 'Climbing the stairs does.'),
    history('Fever at home', 'Have you had a temperature?', 'Yes, 38.6 this morning.'),
    history('Nausea or vomiting', 'Have you felt sick?', 'Yes, I was sick twice.'),
    history('Recent long journey', 'Have you travelled lately?', 'I flew nine hours last week.'),
    history('Night sweats', 'How are your nights?', 'I wake up drenched.'),
    history('Loss of weight', 'Has your weight changed?', 'I lost six kilos in two months.'),
    history('Daily tobacco use', 'Do you smoke?', 'A pack a day for twenty years.'),
    history('Palpitations', 'Do you notice your heartbeat?', 'Yes, it races now and then.'),
    history('Relief by rest', 'Does anything help?', 'Lying still helps.'),
    history('Family member affected', 'Does it run in your family?', 'My father had the same at fifty.'),
    history('Itching skin', 'Any trouble with your skin?', 'It itches all over.'),
  ],
  exam: [
    exam('Raised pulse', 'Heart rate', 'Regular pulse of 112 per minute.'),
    exam('Crackles at the base', 'Auscultation of the lungs', 'Fine crackles at the right base.'),
    exam('Tender abdomen', 'Palpation of the abdomen', 'Tender in the right lower quadrant.'),
    exam('Swollen calf', 'Inspection of the legs', 'The left calf is 4 cm wider than the right.'),
    exam('Heart murmur', 'Auscultation of the heart', 'Systolic murmur at the apex.'),
    exam('Neck stiffness', 'Flexion of the neck', 'Flexion is painful and limited.'),
    exam('Low blood pressure', 'Blood pressure', '92/58 mmHg lying down.'),
    exam('Pale conjunctivae', 'Inspection of the eyes', 'The conjunctivae are pale.'),
    exam('Enlarged nodes', 'Palpation of the neck', 'Two firm nodes on the left.'),
    exam('Weak left arm', 'Strength of the limbs', 'Power 4/5 in the left arm.'),
  ],
  workup: [
    workup('White cells raised', 'Blood count', 'White cells 14.2 per nL.', 'Looks for inflammation.'),
    workup('Troponin raised', 'Troponin', 'Troponin T 62 ng/L.', 'Looks for damage to the heart muscle.'),
    workup('D-dimer raised', 'D-dimer', 'D-dimer 1.4 mg/L.', 'Low values speak against a clot.'),
    workup('CRP raised', 'C-reactive protein', 'CRP 86 mg/L.', 'Separates inflammatory causes.'),
    workup('Opacity on radiograph', 'Chest radiograph', 'Opacity in the right lower zone.', 'Shows changes of the lungs.'),
    workup('ST depression', 'Electrocardiogram', 'ST depression in V4 to V6.', 'Shows strain of the heart.'),
    workup('Free fluid', 'Ultrasound of the abdomen', 'A little free fluid.', 'Quick look at the organs.'),
    workup('Nitrite in urine', 'Urine dipstick', 'Nitrite positive.', 'Looks for bacteria.'),
    workup('Lactate raised', 'Blood gas', 'Lactate 3.1 mmol/L.', 'Shows how well tissue is supplied.'),
    workup('Sodium low', 'Electrolytes', 'Sodium 128 mmol/L.', 'Finds metabolic causes.'),
  ],
  diagnosis: [
    'Pneumonia',
    'Pulmonary embolism',
    'Acute coronary syndrome',
    'Appendicitis',
    'Migraine',
    'Asthma',
    'Heart failure',
    'Pyelonephritis',
    'Gastroenteritis',
    'Pericarditis',
    'Cellulitis',
    'Meningitis',
    'Anaphylaxis',
    'Cholecystitis',
    'Pancreatitis',
    'Diverticulitis',
    'Hypothyroidism',
    'Sarcoidosis',
    'Tension headache',
    'Costochondritis',
  ].map((name): Row => ({ name, description: `What speaks for it and against it: ${name.toLowerCase()}.` })),
} as const satisfies Record<string, readonly Row[]>;

export type Subject = keyof typeof rows;

/** Other names under which schemas ask for the same thing. */
export const synonyms: Readonly<Record<string, string>> = {
  answer: 'expected_answer',
  patient_answer: 'expected_answer',
  feature: 'finding',
  feature_name: 'finding',
  diagnosis: 'name',
  bucket: 'name',
  bucket_name: 'name',
  diagnostic_bucket: 'name',
  label: 'name',
  maneuver: 'examination',
  manoeuvre: 'examination',
  reason: 'rationale',
};

/** Strings of which an answer has one. */
export const single: Readonly<Record<string, string>> = {
  title: 'Unwell since yesterday',
  presentation: 'A person of 54 years comes in because of a complaint that began yesterday and has not gone away.',
  patient_personality: 'Calm, answers briefly, worries about missing work.',
  chief_complaint: 'Feeling unwell since yesterday',
  objectives: 'Weigh the findings against each other',
};

/** Names: no two in one answer may begin alike. */
export const names: ReadonlySet<string> = new Set(['finding', 'test', 'examination', 'name']);
