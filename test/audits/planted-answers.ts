import { type Base, finding, type Plant } from './plant.ts';

type Said = readonly [id: string, present: boolean, name: string, asked: string, answer: string];

/** Answers that say the opposite of the state. */
const said: readonly Said[] = [
  ['h1', true, 'night sweats', 'Any night sweats?', 'No, never.'],
  ['h2', true, 'palpitations', 'What does your heart do?', 'I have never had palpitations.'],
  ['h3', false, 'haemoptysis', 'Have you coughed up any blood?', 'Yes, twice this morning.'],
  ['h4', false, 'recent surgery', 'Have you had any surgery lately?', 'Yes, my hip was done three weeks ago.'],
  ['e1', true, 'ankle swelling', 'Both ankles', 'No ankle swelling on either side.'],
  ['e2', false, 'pericardial friction rub', 'Auscultation', 'Pericardial friction rub over the left sternal edge.'],
  ['e3', true, 'third heart sound', 'Heart sounds', 'Two heart sounds, no third heart sound.'],
  ['e4', false, 'respiratory rate above 20/min', 'Breathing', 'Counted at 32/min.'],
  ['t1', true, 'troponin above 50 ng/L', 'Troponin', '8 ng/L (reference below 14).'],
  ['t2', false, 'D-dimer above 500 ng/mL', 'D-dimer', '2,400 ng/mL.'],
  ['t3', true, 'haemoglobin below 90 g/L', 'Blood count', 'Haemoglobin 13.8 g/dL.'],
  ['t4', true, 'gallstones on ultrasound', 'Ultrasound', 'Negative.'],
];

const parts = { h: ['question', 'expectedAnswer'], e: ['examination', 'findings'], t: ['test', 'result'] } as const;
const places = {
  h: ['history_questions', 'expected_answer'],
  e: ['physical_exam_findings', 'findings'],
  t: ['diagnostic_workup', 'result'],
} as const;

export const contradictions: readonly [Base, Plant][] = said.map(([id, present, name, asked, answer], i) => {
  const kind = id[0] as 'h' | 'e' | 't';
  const [question, reply] = parts[kind];
  const [list, field] = places[kind];
  return [
    (['aorta', 'chest', 'breathless'] as const)[i % 3] ?? 'aorta',
    {
      fault: `${name}, ${present ? 'present' : 'absent'}: ${answer}`,
      change: finding(id, { present, finding: name, [question]: asked, [reply]: answer }),
      id: 'answer-contradicts-state',
      field: `/case_details/${list}/${Number(id.slice(1)) - 1}/${field}`,
    },
  ];
});
