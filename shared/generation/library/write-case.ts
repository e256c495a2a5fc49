import type { CaseRecord, DifficultyLabel } from '../../cases/case.ts';
import { bucketsOf, type Framework, primaryLeafIndex, priorsOf, type TierLevel } from '../../cases/framework.ts';
import { chooseComplaint } from './choose-complaint.ts';
import { citationsOf } from './citations.ts';
import { readDescription } from './description/read-description.ts';
import { requireDiagnosis } from './find-diagnosis.ts';
import { diagnosisLeakFinder, telltales } from './leak.ts';
import { type Library, leafOf } from './library.ts';
import { notesOn } from './notes.ts';
import { between, pick, seededRandom } from './random.ts';
import { rowsFor } from './rows.ts';
import { drawCase } from './sampling/draw-case.ts';
import { type Candidate, eligibleFindings } from './sampling/eligible.ts';
import { vitalRanges } from './sampling/stated-vitals.ts';
import type { Random } from './template.ts';
import { render } from './template.ts';
import { writeFindings } from './wording/findings.ts';
import { drawPatient } from './wording/patient.ts';
import { drawName } from './wording/people.ts';
import { drawPersonality } from './wording/personality.ts';
import { writePresentation } from './wording/presentation.ts';
import { drawVitals } from './wording/vitals.ts';
import { wordsFor } from './wording/words.ts';
import { createWriter } from './wording/writer.ts';

export type LibraryOrder = {
  readonly description: string;
  readonly primaryDiagnosis: string;
  readonly title?: string | undefined;
  readonly seed: number;
  readonly difficulty: DifficultyLabel;
};

/** Writes one case from the built-in library. The same order gives the same record, byte for byte. */
export function writeCase(library: Library, order: LibraryOrder): CaseRecord {
  const known = requireDiagnosis(library, order.primaryDiagnosis);
  const { pack, matched } = chooseComplaint(library, known, order.description);
  const leaf = leafOf(pack, known.id);
  const said = readDescription(order.description, pack);
  const random = seededRandom([order.description, known.id, order.seed, order.difficulty].join('\n'));
  const patient = drawPatient(leaf, said, random);
  const { framework, rows } = rowsFor(library, pack, known);
  const eligible = new Set(eligibleFindings(pack, known.id, patient).map(({ id }) => id));
  const candidates = drawCase(
    rows.filter(({ finding }) => eligible.has(finding.id)),
    said.findings,
    {
      priors: priorsOf(framework),
      primary: primaryLeafIndex(framework),
      upperTiers: [membersAt(framework, 1), membersAt(framework, 2)],
    },
    order.difficulty,
    random,
  );
  const vitals = drawVitals(vitalRanges(leaf, candidates), patient.age, said.severity, random);
  const name = drawName(patient.sex, patient.age, random);
  const personality = drawPersonality(pack.informant, patient.age, random);
  const words = wordsFor(
    patient,
    name.address,
    said.duration ?? pick(leaf.durations, random),
    vitals,
    leaf.side ?? said.side,
    random,
  );
  const writer = createWriter(words, random, order.description);
  const leaks = diagnosisLeakFinder(
    [known],
    framework.leaves.map((bucket) => bucket.name),
  );
  const isSafe = (text: string): boolean => leaks(text).length === 0;
  const title = order.title ?? writer.sayAny(pack.titles);
  const chiefComplaint = writer.sayAny(pack.door);
  const presentation = writePresentation(
    {
      pack,
      leaf,
      age: patient.age,
      severity: said.severity,
      vitals,
      comorbidities: said.comorbidities,
      findings: candidates,
      isSafe,
    },
    writer,
    random,
  );
  const written = writeFindings(candidates, writer, personality.voice);
  const likelihoods = Object.fromEntries(
    written.map(({ finding, from }) => [
      finding.id,
      Object.fromEntries(framework.leaves.map(({ id }, i) => [id, cellAt(from, i)])),
    ]),
  );
  return {
    title,
    description: order.description,
    primaryDiagnosis: order.primaryDiagnosis,
    primaryAliases: telltales(known),
    doorChart: {
      name: name.full,
      age: patient.age,
      sex: patient.sex,
      setting: 'Emergency Department',
      arrival: arrivalTime(random),
      chiefComplaint,
      vitals,
    },
    presentation,
    patientPersonality: render(personality.text, words, random),
    objectives: [...leaf.objectives],
    findings: written.map(({ finding }) => finding),
    framework,
    likelihoods,
    citations: citationsOf(library, { framework, likelihoods }),
    generation: {
      model: 'library',
      requestedModel: null,
      temperature: 0,
      seed: order.seed,
      difficulty: order.difficulty,
      chiefComplaint: pack.complaint,
      promptVersion: null,
      tokens: null,
      costUsd: null,
      calls: [],
      notes: notesOn(known, pack, matched, said),
    },
  };
}

const membersAt = (framework: Framework, tier: TierLevel) => bucketsOf(framework, tier).map(({ members }) => members);

const cellAt = ({ cells }: Candidate, leaf: number) => {
  const cell = cells[leaf];
  if (!cell) throw new RangeError(`no cell for leaf ${leaf}`);
  return cell;
};

const arrivalTime = (random: Random): string => {
  const minutes = Math.floor(between(6 * 60, 24 * 60, random));
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
