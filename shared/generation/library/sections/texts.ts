import type { CaseRecord } from '../../../cases/case.ts';
import { type TextSection, textField } from '../../../cases/sections.ts';
import { type Library, leafOf, packOf } from '../library.ts';
import { shuffled } from '../random.ts';
import { packFindingOf, type Recognised } from '../recognise.ts';
import { type Random, render } from '../template.ts';
import { drawPersonality } from '../wording/personality.ts';
import { writePresentation } from '../wording/presentation.ts';
import { sentencesOf } from '../wording/sentences.ts';
import { createWriter, type Writer } from '../wording/writer.ts';
import type { Cast } from './cast.ts';
import { type IsSafe, sayable } from './safe.ts';

/** What stays as it is while a part of a case is written anew. */
export type Scene = {
  readonly library: Library;
  readonly record: CaseRecord;
  readonly place: Recognised;
  readonly cast: Cast;
  readonly isSafe: IsSafe;
  readonly random: Random;
};

/** One text of a case in other words. Of several draws the first that says something new is taken. */
export function textAnew(section: TextSection, scene: Scene): Partial<CaseRecord> {
  const { record } = scene;
  const field = textField[section];
  const write = writers[section];
  let text = write(scene);
  for (let draw = 1; draw < 12 && isSame(text, record[field]); draw++) text = write(scene);
  return { [field]: text };
}

const isSame = (text: string | readonly string[], before: string | readonly string[]): boolean =>
  JSON.stringify(text) === JSON.stringify(before);

const writers: Readonly<Record<TextSection, (scene: Scene) => string | string[]>> = {
  title: ({ place, isSafe, ...scene }) => writerFor(scene).sayAny(sayable(place.pack.titles, isSafe)),
  presentation: presentationOf,
  patient_personality: ({ place, cast, random }) => {
    // The answers of the history are in this voice.
    const draws = Array.from({ length: 12 }, () => drawPersonality(place.pack.informant, cast.patient.age, random));
    const personality = draws.find(({ voice }) => voice === cast.voice) ?? draws[0];
    return personality ? render(personality.text, cast.words, random) : '';
  },
  objectives: ({ library, place, random }) => {
    const pool = place.known.packs.flatMap((id) => leafOf(packOf(library, id), place.known.id).objectives);
    return shuffled([...new Set(pool)], random).slice(0, place.leaf.objectives.length);
  },
};

function presentationOf({ record, place, cast, isSafe, random }: Scene): string {
  const { pack, leaf } = place;
  const findings = record.findings.flatMap((one) => {
    const finding = packFindingOf(pack, one);
    return finding && one.present !== null ? [{ finding, present: one.present, fixed: cast.said.findings.has(finding.id) }] : [];
  });
  const shown = findings.map(({ finding, ...state }) => ({
    ...state,
    finding: { ...finding, shows: finding.shows.filter(isSafe) },
  }));
  return writePresentation(
    {
      pack,
      leaf: { ...leaf, onset: sayable(leaf.onset, isSafe), appearance: sayable(leaf.appearance, isSafe) },
      age: cast.patient.age,
      severity: cast.said.severity,
      vitals: cast.chart.vitals,
      comorbidities: cast.said.comorbidities,
      findings: shown,
      isSafe,
    },
    writerFor({ record: { ...record, presentation: '' }, cast, random }),
    random,
  );
}

/** A writer that knows what the case says elsewhere, and does not say it again. */
export function writerFor({ record, cast, random }: Pick<Scene, 'record' | 'cast' | 'random'>): Writer {
  const { doorChart, presentation, findings } = record;
  const words = findings.flatMap(({ id: _, finding: __, category: ___, present: ____, ...texts }) => Object.values(texts));
  const texts = [doorChart?.chiefComplaint ?? '', presentation, ...words.filter((word) => typeof word === 'string')];
  return createWriter(cast.words, random, record.description, texts.flatMap(sentencesOf));
}
