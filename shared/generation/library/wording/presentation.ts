import type { Vitals } from '../../../cases/case.ts';
import type { Severity } from '../description/read-description.ts';
import type { Leaf, Line, Pack } from '../pack.ts';
import { pick } from '../random.ts';
import type { Candidate } from '../sampling/eligible.ts';
import type { Random, Words } from '../template.ts';
import type { Writer } from './writer.ts';

const arrivals = {
  walkIn: [
    '{name} was seen within the quarter-hour.',
    'The triage nurse brings {name} through from the waiting room.',
    '{name} waited twenty minutes before {his} name was called.',
    'A relative brought {name} in by car.',
    '{name} gave {his} name at the desk and sat down near the door.',
    '{name} has been put in a side room with the door open.',
    'Triage has sent {name} through ahead of the queue.',
  ],
  ambulance: [
    'The ambulance crew wheel {name} in and hand over at the bedside.',
    '{name} arrives by ambulance, blanket over {his} knees.',
    'Paramedics bring {name} straight into a bay.',
    '{name} was fetched by ambulance.',
  ],
  child: [
    '{name} was carried in from the car park.',
    '{name} arrives in {his} parents’ arms, still in pyjamas.',
    'The family doctor sent {name} in with a letter.',
    '{name} was brought in by car before the evening rush.',
    '{name} comes in wrapped in a blanket.',
    'The nursery rang, and {name} was fetched and brought here.',
  ],
  schoolChild: [
    '{name} was brought in by car before the evening rush.',
    'The family doctor sent {name} in with a letter.',
    'The school rang, and {name} was fetched and brought here.',
    '{name} walks in beside {his} father, not saying much.',
    '{name} comes in with {his} mother and an overnight bag.',
  ],
  companion: [
    '{name} arrives by ambulance with somebody from home beside the trolley.',
    'Paramedics bring {name} in; a familiar face has come along and does the talking.',
    '{name} was brought in by car and helped into a wheelchair at the door.',
  ],
};

const known = [
  'On the record: {list}.',
  'The notes list {list}.',
  'Past notes mention {list}.',
  '{Name} is known here for {list}.',
  'The medical record holds {list}.',
];

function arrivalsFor(pack: Pack, age: number, severity: Severity | undefined): readonly string[] {
  if (pack.informant === 'companion') return arrivals.companion;
  if (age < 5) return arrivals.child;
  if (age < 16) return arrivals.schoolChild;
  return severity === 'severe'
    ? arrivals.ambulance
    : severity === 'mild'
      ? arrivals.walkIn
      : [...arrivals.walkIn, ...arrivals.ambulance];
}

/** Lines that do not contradict what was drawn: unconditional ones, and ones whose conditions all hold. */
function fitting(lines: readonly Line[], states: ReadonlyMap<string, boolean>): string[] {
  const holds = (condition: Record<string, boolean>) =>
    Object.entries(condition).every(([id, state]) => states.get(id) === state);
  const conditional = lines.flatMap((line) => (typeof line !== 'string' && holds(line.if) ? [line.text] : []));
  const plain = lines.flatMap((line) => (typeof line === 'string' ? [line] : []));
  return [...conditional, ...plain];
}

export type Scene = {
  readonly pack: Pack;
  readonly leaf: Leaf;
  readonly age: number;
  readonly severity: Severity | undefined;
  readonly vitals: Vitals;
  readonly comorbidities: readonly string[];
  readonly findings: readonly Pick<Candidate, 'finding' | 'present' | 'fixed'>[];
  /** Whether a learner may read this text. */
  readonly isSafe: (text: string) => boolean;
};

/** What the learner reads first: how the patient came, how it began, how they look, and what anyone can see. */
export function writePresentation(scene: Scene, writer: Writer, random: Random): string {
  const { pack, leaf, findings } = scene;
  const states = new Map(findings.map(({ finding, present }) => [finding.id, present]));
  const visible = findings.filter(
    ({ finding, present, fixed }) => present && finding.shows.length > 0 && (fixed || random() < 0.6),
  );
  // A pregnancy is no entry in a list of illnesses; the patient or the test speaks of it.
  const safe = scene.comorbidities.filter((words) => words !== 'pregnancy' && scene.isSafe(words));
  const onset = writer.say(fitting(leaf.onset, states));
  const appearance = writer.sayAny(fitting(leaf.appearance, states));
  const arrival = tellsArrival.test(`${onset} ${appearance}`)
    ? undefined
    : writer.sayAny(arrivalsFor(pack, scene.age, isGravelyIll(scene.vitals, scene.age) ? 'severe' : scene.severity));
  return [
    ...(arrival === undefined ? [withName(onset, writer.words)] : [arrival, onset]),
    appearance,
    ...visible.slice(0, 2).map(({ finding }) => writer.say(finding.shows)),
    ...(safe.length > 0 ? [writer.say([pick(known, random).replace('{list}', listed(safe))])] : []),
  ].join(' ');
}

/** Vital signs with which a grown-up does not walk in from the bus stop. */
const isGravelyIll = ({ systolic, heartRate, respiratoryRate, oxygenSaturation }: Vitals, age: number): boolean =>
  age >= 16 && (systolic < 95 || heartRate > 125 || respiratoryRate > 27 || oxygenSaturation < 91);

/** The story of how it began may tell how the patient came; a second arrival would contradict it. */
const tellsArrival =
  /\b(ambulance|paramedics?|taxi|bus|drove|driven|drives|lift|brought|brings|wheel\w*|stretcher|walked in|walks in|carried|came in|comes in|came here|came straight|sent (?:him|her|in)|rang for)\b/i;

/** The first sentence names the patient: a pronoun that opens it stands for nobody yet. */
const withName = (text: string, { he, name }: Words): string => text.replace(new RegExp(`^${he}\\b`, 'i'), name);

const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
