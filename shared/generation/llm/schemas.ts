import * as z from 'zod';

/**
 * What the model is asked to fill in. What the next step needs stands first: findings and leaf names are short lists that
 * are complete long before any sentence is, so that wording and likelihoods can start from them at the same time.
 */

/**
 * Providers take types and descriptions only, so no rule may become a keyword of the JSON schema: trimming and refining
 * happen here, and a failed rule is a failure of shape, which is never tolerated.
 */
const name = z.string().overwrite((text) => text.replace(/\s+/g, ' ').trim());
const text = z
  .string()
  .trim()
  .refine((written) => written !== '', 'must not be empty');
const wholePercent = z
  .number()
  .refine((given) => Number.isInteger(given) && given >= 0 && given <= 100, 'a whole number from 0 to 100')
  .meta({ type: 'integer' });

const named = z.array(name.describe('a noun phrase in standard clinical terms, e.g. "pain radiating to both arms"'));
/** Two lists of names are half as many tokens as a list of objects, and nothing else can start before they are there. */
export const FindingNames = z.strictObject({
  present: named.describe('what this patient has'),
  absent: named.describe('what this patient has not'),
});

export const categories = ['history', 'physical_exam', 'diagnostic_workup'] as const;
export type Category = (typeof categories)[number];

export const counts = { history: 8, physical_exam: 7, diagnostic_workup: 6 } as const;
export const fewest = { history: 5, physical_exam: 4, diagnostic_workup: 4 } as const;

export const OutlineAnswer = z.strictObject({
  history: FindingNames,
  physical_exam: FindingNames,
  diagnostic_workup: FindingNames,
  patient: z.strictObject({
    name,
    age_years: z.number(),
    sex: z.enum(['male', 'female']),
    chief_complaint: name.describe('a few words, as the patient says it'),
    heart_rate: z.number(),
    systolic: z.number(),
    diastolic: z.number(),
    respiratory_rate: z.number(),
    temperature: z.number().describe('°C'),
    oxygen_saturation: z.number().describe('% on room air'),
  }),
});
export type OutlineAnswer = z.infer<typeof OutlineAnswer>;

export type Listed = { readonly finding: string; readonly present: boolean };
export type Outline = {
  readonly history: readonly Listed[];
  readonly physical_exam: readonly Listed[];
  readonly diagnostic_workup: readonly Listed[];
  readonly patient: OutlineAnswer['patient'];
};

/** Present and absent findings in turn: a list that has all of one kind first tells a learner too much. */
export const inTurn = ({ present, absent }: OutlineAnswer['history']): Listed[] =>
  Array.from({ length: Math.max(present.length, absent.length) }, (_, i) => [
    ...present.slice(i, i + 1).map((finding) => ({ finding, present: true })),
    ...absent.slice(i, i + 1).map((finding) => ({ finding, present: false })),
  ]).flat();

export const outlineOf = ({ history, physical_exam, diagnostic_workup, patient }: OutlineAnswer): Outline => ({
  history: inTurn(history),
  physical_exam: inTurn(physical_exam),
  diagnostic_workup: inTurn(diagnostic_workup),
  patient,
});

export const Differential = z.strictObject({
  systems: z.array(
    z.strictObject({
      name: name.describe('tier 1: a broad group, e.g. "Cardiac"'),
      groups: z.array(
        z.strictObject({
          name: name.describe('tier 2: a specific group'),
          diagnoses: z.array(
            z.strictObject({
              name: name.describe('tier 3: a precise diagnosis'),
              icd10: name.nullable(),
              percent: z.number().describe('share among emergency patients with this complaint, before any finding'),
              is_primary: z.boolean().describe('true for the one that holds the primary diagnosis of this case'),
            }),
          ),
        }),
      ),
    }),
  ),
  descriptions: z.array(name).describe('one short line per tier-3 diagnosis, in the same order'),
});
export type Differential = z.infer<typeof Differential>;

export const Narrative = z.strictObject({
  title: text.describe('evocative, without the diagnosis'),
  presentation: text.describe('3 to 5 sentences: how the patient came and looks'),
  patient_personality: text.describe('2 or 3 sentences for the actor'),
  objectives: z
    .array(text)
    .refine((points) => points.length > 0, 'must not be empty')
    .describe('2 or 3 teaching points'),
});
export type Narrative = z.infer<typeof Narrative>;

export const HistoryText = z.strictObject({
  question: text.describe('as a learner would ask it'),
  expected_answer: text.describe("the patient's own plain words, affirming or denying the finding"),
});
export const ExamText = z.strictObject({
  examination: text.describe('what is examined'),
  findings: text.describe('as a chart would put it'),
});
export const WorkupText = z.strictObject({
  test: text,
  rationale: text.describe('one sentence: why one orders it'),
  result: text.describe('a value with unit and reference, or a reading; never empty'),
});

/** One object per finding under keys f0, f1, …: every finding is answered exactly once, and none by a misspelt name. */
export const perFinding = <T extends z.ZodType>(names: readonly string[], text: T) =>
  z.strictObject(Object.fromEntries(names.map((name, i) => [`f${i}`, text.describe(name)])));

/** One whole percent per leaf (d0, d1, …) for each finding (f0, f1, …). */
export const percents = (findings: readonly string[], leaves: readonly string[]) =>
  perFinding(findings, z.strictObject(Object.fromEntries(leaves.map((name, i) => [`d${i}`, wholePercent.describe(name)]))));
