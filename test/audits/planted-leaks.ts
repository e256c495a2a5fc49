import type { CaseRecord } from '../../shared/cases/case.ts';
import { type Base, chart, finding, type Plant } from './plant.ts';

type Change = (record: CaseRecord) => CaseRecord;
const title =
  (text: string): Change =>
  (record) => ({ ...record, title: text });
const presentation =
  (text: string): Change =>
  (record) => ({ ...record, presentation: `${record.presentation} ${text}` });
const leak = (base: Base, fault: string, change: Change, field: string): [Base, Plant] => [
  base,
  { fault, change, id: 'diagnosis-leak', field: `/case_details/${field}` },
];
const history = (i: number, part: string): string => `history_questions/${i}/${part}`;
const exam = (i: number, part: string): string => `physical_exam_findings/${i}/${part}`;
const workup = (i: number, part: string): string => `diagnostic_workup/${i}/${part}`;

/** Thirty ways to give a diagnosis away: every field that a learner sees, every kind of name. */
export const leaks: readonly [Base, Plant][] = [
  leak('breathless', 'name in the title', title('A pulmonary embolism in bay four'), 'title'),
  leak('chest', 'abbreviation in the title', title('The STEMI at breakfast'), 'title'),
  leak('pelvis', 'synonym in the title', title('An extrauterine pregnancy'), 'title'),
  leak('head', 'tier-3 bucket in the title', title('Is it only migraine?'), 'title'),
  leak('belly', 'name in the chief complaint', chart({ chiefComplaint: 'Query appendicitis' }), 'door_chart/chief_complaint'),
  leak(
    'breathless',
    'abbreviation in the chief complaint',
    chart({ chiefComplaint: 'Sent in as ?PE' }),
    'door_chart/chief_complaint',
  ),
  leak('aorta', 'synonym in the setting', chart({ setting: 'Acute aortic syndrome pathway' }), 'door_chart/setting'),
  leak('chest', 'tier-3 bucket in the arrival', chart({ arrival: '09:10, pneumothorax alert' }), 'door_chart/arrival'),
  leak('head', 'name in the presentation', presentation('The letter says subarachnoid haemorrhage.'), 'presentation'),
  leak('breathless', 'synonym in the presentation', presentation('His doctor fears a clot on the lung.'), 'presentation'),
  leak('head', 'abbreviation in the presentation', presentation('Handed over as SAH until proven otherwise.'), 'presentation'),
  leak('aorta', 'capitals in the presentation', presentation('Triage note: AORTIC DISSECTION.'), 'presentation'),
  leak(
    'chest',
    'no hyphen where the name has one',
    presentation('It was an ST elevation myocardial infarction.'),
    'presentation',
  ),
  leak('chest', 'a dash for the hyphen', presentation('An ST–elevation myocardial infarction, they said.'), 'presentation'),
  leak('aorta', 'a hyphen for the space', presentation('An aortic-dissection bed was ordered.'), 'presentation'),
  leak('breathless', 'a name broken by a line', presentation('Thought to be pulmonary\n  embolism.'), 'presentation'),
  leak('breathless', 'a no-break space', presentation('Thought to be pulmonary\u00a0embolism.'), 'presentation'),
  leak('head', 'a soft hyphen inside the name', presentation('A sub\u00adarachnoid bleed.'), 'presentation'),
  leak('head', 'American spelling', presentation('Known subarachnoid hemorrhage.'), 'presentation'),
  leak('head', 'American spelling of a bucket', presentation('Her sister had a brain tumor.'), 'presentation'),
  leak(
    'belly',
    'name in a question',
    finding('h2', { question: 'Has anyone mentioned appendicitis to you?' }),
    history(1, 'question'),
  ),
  leak(
    'breathless',
    'synonym in an answer',
    finding('h1', { expectedAnswer: 'They said a blood clot in the lung.' }),
    history(0, 'expected_answer'),
  ),
  leak(
    'aorta',
    'tier-3 bucket in an answer',
    finding('h3', { expectedAnswer: 'I have panic attacks, well, a panic attack once.' }),
    history(2, 'expected_answer'),
  ),
  leak(
    'pelvis',
    'short name in an answer',
    finding('h4', { expectedAnswer: 'My cousin had an ectopic.' }),
    history(3, 'expected_answer'),
  ),
  leak('belly', 'name in an examination', finding('e2', { examination: 'Signs of acute appendicitis' }), exam(1, 'examination')),
  leak(
    'head',
    'synonym in exam findings',
    finding('e1', { findings: 'As after a ruptured berry aneurysm.' }),
    exam(0, 'findings'),
  ),
  leak('breathless', 'name in a test', finding('t1', { test: 'CT for pulmonary embolism' }), workup(0, 'test')),
  leak(
    'breathless',
    'abbreviation in a rationale',
    finding('t2', { rationale: 'Helps to rule PE in or out.' }),
    workup(1, 'rationale'),
  ),
  leak('aorta', 'synonym in a result', finding('t3', { result: 'Type A dissection from the root.' }), workup(2, 'result')),
  leak('chest', 'tier-3 bucket in a result', finding('t4', { result: 'No pneumonia.' }), workup(3, 'result')),
];
