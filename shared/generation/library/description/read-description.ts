import type { Pack } from '../pack.ts';
import { readAge, readSex } from './age-and-sex.ts';
import { readComorbidities } from './comorbidities.ts';
import { readDuration } from './duration.ts';
import { readNamedFindings } from './named-findings.ts';

export type Severity = 'mild' | 'moderate' | 'severe';

/** What an author's free text fixes about the patient. Undefined: nothing was said, and the generator is free. */
export type ReadDescription = {
  readonly age: number | undefined;
  readonly sex: 'male' | 'female' | undefined;
  readonly duration: string | undefined;
  readonly side: 'left' | 'right' | undefined;
  readonly severity: Severity | undefined;
  readonly comorbidities: readonly string[];
  /** States of findings of the pack that the text names or denies. */
  readonly findings: ReadonlyMap<string, boolean>;
};

const severe =
  /\b(severe|severely|crushing|excruciating|worst|unbearable|critical|crashing|shocked|unstable|collapsed|agonising|agonizing)\b/i;
const mild = /\b(mild|mildly|slight|minor|well[- ]looking|stable|niggling)\b/i;

/** The one side that the text names; a text that names both fixes none. */
function readSide(text: string): 'left' | 'right' | undefined {
  const [left, right] = [/\bleft\b/i.test(text), /\bright\b/i.test(text)];
  return left === right ? undefined : left ? 'left' : 'right';
}

export const readDescription = (written: string, pack: Pack): ReadDescription => read(singleSpaced(written), pack);

/** Patterns count on single blanks; on long runs of them some would take quadratic time. */
export const singleSpaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

const read = (text: string, pack: Pack): ReadDescription => ({
  age: readAge(text),
  sex: readSex(text),
  duration: readDuration(text),
  side: readSide(text),
  severity: severe.test(text) ? 'severe' : mild.test(text) ? 'mild' : undefined,
  comorbidities: readComorbidities(text).map(({ words }) => words),
  findings: readNamedFindings(text, pack.findings),
});
