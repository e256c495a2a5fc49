import type { ViewFor } from '../../cases/audience.ts';
import { type Evidence, marksFor } from './evidence.ts';
import { type Cell, type Column, cell, type Sheet, section, type Table, tick, whole } from './sheet.ts';
import { capital, patientOf, quoted, ratioFigure, stateOf } from './words.ts';

type View = ViewFor<'examiner'>;
type Item = {
  readonly wanted: string;
  readonly detail?: string;
  readonly given: string;
  readonly note?: string;
  readonly marks: number;
};

const keyFindings = 8;

/** What the examiner ticks, tells and marks. Findings that weigh more for the diagnosis earn more marks. */
export function examinerChecklistSheet(view: View, evidence: Evidence): Sheet {
  const marksOf = (id: string): number => marksFor(evidence.findings.get(id));
  const history = view.historyQuestions.map(
    ({ id, finding, present, question, expectedAnswer }): Item => ({
      wanted: finding,
      detail: question,
      given: quoted(expectedAnswer),
      note: stateOf(present),
      marks: marksOf(id),
    }),
  );
  const exam = view.physicalExamFindings.map(
    ({ id, finding, present, examination, findings }): Item => ({
      wanted: examination,
      given: findings,
      note: `${finding}: ${stateOf(present)}`,
      marks: marksOf(id),
    }),
  );
  const tests = view.diagnosticWorkup.map(
    ({ id, finding, present, test, result }): Item => ({
      wanted: test,
      given: result,
      note: `${finding}: ${stateOf(present)}`,
      marks: marksOf(id),
    }),
  );
  const closing = [...reasoningItems(view, evidence), ...conduct];
  const total = [...history, ...exam, ...tests, ...closing].reduce((sum, { marks }) => sum + marks, 0);
  return {
    name: 'examiner-checklist',
    reader: 'For the examiner · not for candidates',
    title: view.title,
    blocks: [
      { kind: 'blanks', items: ['Candidate', 'Examiner', 'Date', `Marks, of ${total}`] },
      {
        kind: 'facts',
        items: [
          ...(view.doorChart ? [['Patient', patientOf(view.doorChart)] as const] : []),
          ['Diagnosis', capital(view.primaryDiagnosis)],
        ],
      },
      { kind: 'text', text: howTo, tone: 'note' },
      ...section('History', checklist('History', 'Asks about', 'The patient answers', history)),
      ...section('Examination', checklist('Examination', 'Examines', 'Tell the candidate', exam)),
      ...section('Tests', checklist('Tests', 'Orders', 'Tell the candidate', tests)),
      ...whole('Reasoning and conduct', closingTable(closing, total)),
      ...whole('What weighs most', ...weightTable(view, evidence)),
      ...whole('Overall', ratingTable, { kind: 'blanks', items: ['Comments', '', ''] }),
      ...whole('For the talk afterwards', { kind: 'list', ordered: false, items: view.objectives }),
    ],
  };
}

const howTo =
  'Tick what the candidate asks for, in any words. Give findings and results only when they are asked for, as they stand here. Half marks are not needed: an item is done or it is not.';

const columns = (wanted: string, given: string): Column[] => [
  { heading: 'Done', width: 7, align: 'center' },
  { heading: wanted, width: 38 },
  { heading: given, width: 46 },
  { heading: 'Marks', width: 9, align: 'end' },
];
const asRow = ({ wanted, detail, given, note, marks }: Item): Cell[] => [
  tick(wanted),
  cell(wanted, detail),
  cell(given, note),
  cell(`${marks}`),
];

const checklist = (caption: string, wanted: string, given: string, items: readonly Item[]): Table => ({
  kind: 'table',
  caption: `Checklist: ${caption.toLowerCase()}`,
  columns: columns(wanted, given),
  rows: items.map(asRow),
});

function reasoningItems({ primaryDiagnosis }: View, { buckets }: Evidence): Item[] {
  const own = buckets[3].toSorted((a, b) => b.posterior - a.posterior)[0]?.id;
  const others = buckets[3].filter(({ id, name }) => id !== own && !isRest(name)).toSorted((a, b) => b.prior - a.prior);
  return [
    { wanted: 'Names the most likely diagnosis', given: capital(primaryDiagnosis), marks: 5 },
    {
      wanted: 'Names two others that had to be considered',
      given: others
        .slice(0, 4)
        .map(({ name }) => name)
        .join(' · '),
      marks: 3,
    },
    { wanted: 'Supports the diagnosis with findings for and against', given: 'See what weighs most, below.', marks: 3 },
    { wanted: 'Says what to do first', given: 'See the points for the talk afterwards.', marks: 2 },
  ];
}

/** What was not named is no diagnosis to name. */
const isRest = (name: string): boolean => /^(?:an)?other\b|\bnot named\b|\bunspecified\b/i.test(name);

const conduct: readonly Item[] = [
  { wanted: 'Introduces himself or herself, and confirms who the patient is', given: '', marks: 1 },
  { wanted: 'Begins with an open question and lets the patient finish', given: '', marks: 1 },
  { wanted: 'Speaks plainly, and notices how the patient feels', given: '', marks: 1 },
  { wanted: 'Sums up and says what happens next', given: '', marks: 1 },
];

const closingTable = (items: readonly Item[], total: number): Table => ({
  kind: 'table',
  caption: 'Checklist: reasoning and conduct',
  columns: columns('The candidate', 'Expected'),
  rows: [...items.map(asRow), [cell(''), cell('All marks'), cell(''), cell(`${total}`)]],
  hasTotal: true,
});

function weightTable({ historyQuestions, physicalExamFindings, diagnosticWorkup }: View, { findings }: Evidence): Table[] {
  const all = [...historyQuestions, ...physicalExamFindings, ...diagnosticWorkup].flatMap(({ id, finding, present }) => {
    const weight = findings.get(id);
    return weight && weight.strength !== 'slight' ? [{ finding, present, ...weight }] : [];
  });
  const heaviest = all.toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio))).slice(0, keyFindings);
  return [
    {
      kind: 'table',
      caption: 'Key findings by weight of evidence for the diagnosis',
      columns: [
        { heading: 'Finding', width: 52 },
        { heading: 'Here', width: 14 },
        { heading: 'Speaks', width: 20 },
        { heading: 'LR', width: 14, align: 'end' },
      ],
      rows: heaviest.map(({ finding, present, ratio, strength }) => [
        cell(finding),
        cell(stateOf(present)),
        cell(`${ratio > 1 ? 'for' : 'against'}, ${strength}`),
        cell(ratioFigure(ratio)),
      ]),
    },
  ];
}

const ratingTable: Table = {
  kind: 'table',
  caption: 'Overall impression, apart from the marks',
  columns: [
    { heading: 'Tick one', width: 14, align: 'center' },
    { heading: 'Impression', width: 86 },
  ],
  rows: ['Excellent', 'Clear pass', 'Borderline', 'Clear fail'].map((word) => [tick(word), cell(word)]),
};
