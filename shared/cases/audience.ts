import type { CaseRecord } from './case.ts';
import type { Finding, FindingCategory } from './finding.ts';
import { type Listed, pick, type View } from './view.ts';

/**
 * Who may see what of a case. These lists are all that is ever shown: a field that stands in none of them reaches nobody,
 * so that one added tomorrow cannot slip into a candidate's paper. Documents and the leak audit read the same lists.
 */

export const audiences = ['learner', 'patient-actor', 'examiner', 'author'] as const;
export type Audience = (typeof audiences)[number];

type Of<C extends FindingCategory> = Extract<Finding, { category: C }>;
/** A record with its findings in three lists, as the reply shows them: what a view is cut from. */
export type Outline = Omit<CaseRecord, 'findings'> & {
  readonly historyQuestions: readonly Of<'history'>[];
  readonly physicalExamFindings: readonly Of<'physical_exam'>[];
  readonly diagnosticWorkup: readonly Of<'diagnostic_workup'>[];
};

const vitals = {
  heartRate: true,
  systolic: true,
  diastolic: true,
  respiratoryRate: true,
  temperature: true,
  oxygenSaturation: true,
  glucose: true,
} as const;
const doorChart = { name: true, age: true, sex: true, setting: true, arrival: true, chiefComplaint: true, vitals } as const;
const stated = { id: true, finding: true, present: true } as const;
const history = { ...stated, question: true, expectedAnswer: true } as const;
const exam = { ...stated, examination: true, findings: true } as const;
const workup = { ...stated, test: true, rationale: true, result: true } as const;
const named = { id: true, name: true, description: true } as const;

/** What hangs on the door, and what a learner who asks is offered and told. The answers come from the patient's mouth. */
const learner = {
  title: true,
  doorChart,
  presentation: true,
  historyQuestions: { question: true },
  physicalExamFindings: { examination: true, findings: true },
  diagnosticWorkup: { test: true, rationale: true, result: true },
} as const satisfies Listed<Outline>;

/** Without the diagnosis: what an actor does not know cannot be given away. Signs, because pain on touch must be acted. */
const patientActor = {
  title: true,
  doorChart,
  presentation: true,
  patientPersonality: true,
  historyQuestions: { question: true, expectedAnswer: true },
  physicalExamFindings: { examination: true, findings: true },
} as const satisfies Listed<Outline>;

const examiner = {
  title: true,
  primaryDiagnosis: true,
  doorChart,
  presentation: true,
  objectives: true,
  historyQuestions: history,
  physicalExamFindings: exam,
  diagnosticWorkup: workup,
} as const satisfies Listed<Outline>;

const author = {
  ...examiner,
  description: true,
  primaryAliases: { names: true, abbreviations: true },
  patientPersonality: true,
  framework: {
    tier1: named,
    tier2: { ...named, parentId: true },
    leaves: { ...named, parentId: true, prior: true },
    primaryLeafId: true,
  },
  citations: { id: true, text: true, pmid: true, doi: true },
  generation: { model: true, seed: true, difficulty: true },
} as const satisfies Listed<Outline>;

export const allowed = { learner, 'patient-actor': patientActor, examiner, author } as const;
/** Of the patient-actor's fields, the lines that are spoken to the learner. */
const spoken = { doorChart: { chiefComplaint: true }, historyQuestions: { expectedAnswer: true } } as const;

export type ViewFor<A extends Audience> = View<Outline, (typeof allowed)[A]>;
export type SpokenLines = View<Outline, typeof spoken>;

export const viewFor = <A extends Audience>(audience: A, record: CaseRecord): ViewFor<A> =>
  pick(outlineOf(record), allowed[audience]) as ViewFor<A>;
export const spokenLines = (record: CaseRecord): SpokenLines => pick(outlineOf(record), spoken) as SpokenLines;

function outlineOf({ findings, ...rest }: CaseRecord): Outline {
  const of = <C extends FindingCategory>(category: C) =>
    findings.filter((finding): finding is Of<C> => finding.category === category);
  return {
    ...rest,
    historyQuestions: of('history'),
    physicalExamFindings: of('physical_exam'),
    diagnosticWorkup: of('diagnostic_workup'),
  };
}
