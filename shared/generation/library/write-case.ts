import type { CaseRecord, DifficultyLabel } from '../../cases/case.ts';
import { primaryLeafIndex, priorsOf } from '../../cases/framework.ts';
import type { Citation } from '../../cases/provenance.ts';
import { AppError } from '../../errors.ts';
import { chooseComplaint } from './choose-complaint.ts';
import { readAge } from './description/age-and-sex.ts';
import { type ReadDescription, readDescription } from './description/read-description.ts';
import { requireDiagnosis } from './find-diagnosis.ts';
import { diagnosisLeakFinder } from './leak.ts';
import { type KnownDiagnosis, type Library, leafOf } from './library.ts';
import type { Leaf, Pack, VitalRanges } from './pack.ts';
import { between, pick, seededRandom } from './random.ts';
import { rowsFor } from './rows.ts';
import { drawCase } from './sampling/draw-case.ts';
import { type Candidate, eligibleFindings, narrow, type Patient, vitalsOf } from './sampling/eligible.ts';
import type { Random, Words } from './template.ts';
import { render } from './template.ts';
import { writeFindings } from './wording/findings.ts';
import { drawName } from './wording/people.ts';
import { drawPersonality } from './wording/personality.ts';
import { writePresentation } from './wording/presentation.ts';
import { drawVitals } from './wording/vitals.ts';
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
  const { pack, matched } = chooseComplaint(library, known, order.description, readAge(order.description));
  const leaf = leafOf(pack, known.id);
  const said = readDescription(order.description, pack);
  const random = seededRandom([order.description, known.id, order.seed, order.difficulty].join('\n'));
  const patient = drawPatient(leaf, said, random);
  const { framework, rows } = rowsFor(library, pack, known);
  const eligible = new Set(eligibleFindings(pack, known.id, patient).map(({ id }) => id));
  const candidates = drawCase(
    rows.filter(({ finding }) => eligible.has(finding.id)),
    said.findings,
    { priors: priorsOf(framework), primary: primaryLeafIndex(framework) },
    order.difficulty,
    random,
  );
  const vitals = drawVitals(vitalRanges(leaf, candidates), patient.age, said.severity, random);
  const name = drawName(patient.sex, patient.age, random);
  const personality = drawPersonality(pack.informant, patient.age, random);
  const words = wordsFor(patient, name.address, said.duration ?? pick(leaf.durations, random), vitals, random);
  const writer = createWriter(words, random, order.description);
  const leaks = diagnosisLeakFinder(
    [known],
    framework.leaves.map((bucket) => bucket.name),
  );
  const isSafe = (text: string): boolean => leaks(text).length === 0;
  const title = order.title ?? writer.say(pack.titles);
  const chiefComplaint = writer.say(pack.door);
  const presentation = writePresentation(
    { pack, leaf, age: patient.age, severity: said.severity, comorbidities: said.comorbidities, findings: candidates, isSafe },
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
    primaryAliases: { names: [known.name, ...known.synonyms], abbreviations: [...known.abbreviations] },
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
    objectives: leaf.objectives.map((objective) => objective),
    findings: written.map(({ finding }) => finding),
    framework,
    likelihoods,
    citations: citationsOf(library, framework, likelihoods),
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
      notes: notesOn(known, pack, matched, said),
    },
  };
}

/** Age and sex as the author said; else drawn from those that the diagnosis usually has. */
function drawPatient(leaf: Leaf, said: ReadDescription, random: Random): Patient {
  const sex = said.sex ?? (random() < leaf.female ? 'female' : 'male');
  const impossible = (leaf.female === 0 && sex === 'female') || (leaf.female === 1 && sex === 'male');
  if (impossible) {
    const message = `this diagnosis does not occur in a ${sex} patient, and the description says ${sex}`;
    throw new AppError('invalid-request', `The description and the diagnosis contradict each other: ${message}.`, {
      errors: [{ path: 'description', message }],
    });
  }
  const [low, high] = leaf.ages;
  // Two draws, so that the middle of the range is commoner than its ends.
  const drawn = (between(low, high, random) + between(low, high, random)) / 2;
  const age = said.age ?? (drawn < 2 ? Math.max(1, Math.round(drawn * 12)) / 12 : Math.round(drawn));
  return { age, sex };
}

/** The leaf's usual vital signs, narrowed to what the findings state; where the two disagree the findings are right. */
function vitalRanges(leaf: Leaf, candidates: readonly Candidate[]): VitalRanges {
  const stated = candidates.reduce<VitalRanges>((ranges, candidate) => narrow(ranges, vitalsOf(candidate)) ?? ranges, {});
  const merged: VitalRanges = { ...leaf.vitals };
  for (const [name, range] of Object.entries(stated) as [keyof VitalRanges, [number, number]][]) {
    merged[name] = narrow({ [name]: leaf.vitals[name] }, { [name]: range })?.[name] ?? range;
  }
  return merged;
}

function wordsFor({ age, sex }: Patient, name: string, duration: string, vitals: CaseVitals, random: Random): Words {
  const him = sex === 'male';
  const [side, otherside] = random() < 0.5 ? ['left', 'right'] : ['right', 'left'];
  return {
    he: him ? 'he' : 'she',
    him: him ? 'him' : 'her',
    his: him ? 'his' : 'her',
    himself: him ? 'himself' : 'herself',
    man: age < 16 ? (him ? 'boy' : 'girl') : him ? 'man' : 'woman',
    name,
    age: age < 2 ? `${Math.round(age * 12)}-month` : `${age}`,
    duration,
    side: side ?? 'left',
    otherside: otherside ?? 'right',
    hr: `${vitals.heartRate}`,
    sbp: `${vitals.systolic}`,
    dbp: `${vitals.diastolic}`,
    rr: `${vitals.respiratoryRate}`,
    temp: vitals.temperature.toFixed(1),
    spo2: `${vitals.oxygenSaturation}`,
    glucose: `${vitals.glucose ?? ''}`,
  };
}
type CaseVitals = ReturnType<typeof drawVitals>;

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

function citationsOf(library: Library, framework: CaseRecord['framework'], likelihoods: CaseRecord['likelihoods']): Citation[] {
  const cells = Object.values(likelihoods).flatMap((row) => Object.values(row));
  const ids = new Set([
    ...framework.leaves.flatMap(({ provenance }) => (provenance.source === 'published' ? provenance.citations : [])),
    ...cells.flatMap(({ provenance }) => (provenance.source === 'published' ? provenance.citations : [])),
  ]);
  return [...ids].flatMap((id) => library.citations.get(id) ?? []);
}

/** What the author should know about how the order was read. */
function notesOn(known: KnownDiagnosis, pack: Pack, matched: boolean, said: ReadDescription): string[] {
  const named = pack.findings
    .filter(({ id }) => said.findings.has(id))
    .map(({ id, name }) => `${name} (${said.findings.get(id) ? 'present' : 'absent'})`);
  return [
    `Diagnosis read as “${known.name}” (${known.icd10}).`,
    matched
      ? `Told under the complaint “${pack.complaint}”.`
      : `The description names no complaint that the library tells this diagnosis under; “${pack.complaint}” was used.`,
    ...(named.length > 0 ? [`Taken from the description: ${named.join(', ')}.`] : []),
  ];
}
