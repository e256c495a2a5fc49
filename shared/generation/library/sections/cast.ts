import type { CaseRecord, DoorChart } from '../../../cases/case.ts';
import { answerOf, type Finding } from '../../../cases/finding.ts';
import { AppError } from '../../../errors.ts';
import { type ReadDescription, readDescription } from '../description/read-description.ts';
import type { PackFinding } from '../pack.ts';
import { pick } from '../random.ts';
import { packFindingOf, type Recognised } from '../recognise.ts';
import type { Patient } from '../sampling/eligible.ts';
import type { Random, Words } from '../template.ts';
import { toldIn } from '../told.ts';
import { type Voice, voiceOf } from '../wording/personality.ts';
import { type Side, wordsFor } from '../wording/words.ts';

/** Who a case is about, as the case itself tells it. */
export type Cast = {
  readonly chart: DoorChart;
  readonly patient: Patient;
  readonly words: Words;
  readonly voice: Voice;
  readonly said: ReadDescription;
};

/** The patient of the door chart, with what the description and the case's own words say besides. */
export function castOf(record: CaseRecord, { pack, leaf }: Recognised, random: Random): Cast {
  const chart = requireChart(record);
  const said = readDescription(record.description, pack);
  const texts = allTexts(record);
  const durations = [...(said.duration === undefined ? [] : [said.duration]), ...leaf.durations];
  const told = durations.filter((duration) => texts.includes(duration)).toSorted((a, b) => b.length - a.length)[0];
  const side = leaf.side ?? said.side ?? sideTold(record, { pack, leaf });
  const duration = told ?? said.duration ?? pick(leaf.durations, random);
  const { age, sex } = chart;
  return {
    chart,
    patient: { age, sex },
    words: wordsFor({ age, sex }, addressOf(chart, texts), duration, chart.vitals, side, random),
    voice: voiceOf(record.patientPersonality),
    said,
  };
}

function requireChart({ doorChart }: CaseRecord): DoorChart {
  if (doorChart && doorChart.name.trim() !== '') return doorChart;
  const path = doorChart ? 'case_details.door_chart.name' : 'case_details.door_chart';
  const message = 'is missing, and the built-in library writes for the patient of the door chart';
  throw new AppError('invalid-request', `${path}: ${message}.`, { errors: [{ path, message }] });
}

const allTexts = ({ doorChart, presentation, findings }: CaseRecord): string =>
  [doorChart?.chiefComplaint ?? '', presentation, ...findings.map(answerOf)].join('\n');

/** A child goes by the first name; who is called Mrs already is not Ms in the next sentence. */
function addressOf({ name, age, sex }: DoorChart, texts: string): string {
  const parts = name
    .trim()
    .replace(/^(?:Mr|Mrs|Ms|Miss|Dr)\.? /i, '')
    .split(/\s+/);
  const [first = ''] = parts;
  if (age < 16) return first;
  const family = parts.at(-1) ?? first;
  const title = ['Mrs', 'Ms', 'Mr'].find((candidate) => texts.includes(`${candidate} ${family}`));
  return `${title ?? (sex === 'male' ? 'Mr' : 'Ms')} ${family}`;
}

/** The side that the case's sentences name, where the packs let them name one. */
function sideTold(record: CaseRecord, { pack, leaf }: Pick<Recognised, 'pack' | 'leaf'>): Side | undefined {
  const lines = [...leaf.onset, ...leaf.appearance].map((line) => (typeof line === 'string' ? line : line.text));
  const places: [text: string, templates: readonly string[]][] = [
    [record.doorChart?.chiefComplaint ?? '', pack.door],
    [record.presentation, lines],
    ...record.findings.flatMap((finding): [string, readonly string[]][] => {
      const own = packFindingOf(pack, finding);
      return own ? [[answerOf(finding), sentencesFor(own, finding)]] : [];
    }),
  ];
  for (const [text, templates] of places) {
    const side = toldIn(text, templates, 'side')?.toLowerCase();
    if (side === 'left' || side === 'right') return side;
  }
  return undefined;
}

const sentencesFor = ({ present, absent }: PackFinding, finding: Finding): readonly string[] =>
  finding.present === null ? [] : finding.present ? present : absent;
