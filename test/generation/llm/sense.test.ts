import { describe, expect, test } from 'vitest';
import { loadLibrary } from '../../../shared/generation/library/data.ts';
import { createModelWriter } from '../../../shared/generation/llm/model-writer.ts';
import type { Complete, Question } from '../../../shared/generation/llm/question.ts';
import { Differential, OutlineAnswer, outlineOf } from '../../../shared/generation/llm/schemas.ts';
import { differentialProblems, leakProblems, outlineProblems, outlineWishes } from '../../../shared/generation/llm/sense.ts';
import { nameFinder } from '../../../shared/reasoning/name-finder.ts';
import { clinicalAnswers } from '../../simulator/clinical-answers.ts';

const outline = outlineOf(OutlineAnswer.parse(clinicalAnswers({ schemaName: 'findings' } as never)));
const secret = { names: ['inferior STEMI', 'heart attack'], abbreviations: ['MI'] };
const about = (patient: object): string[] => {
  const changed = { ...outline, patient: { ...outline.patient, ...patient } };
  return [...outlineProblems(changed), ...outlineWishes(changed, secret)];
};

describe('an outline', () => {
  test('that makes sense has no problems', () => expect(about({})).toEqual([]));

  test.each([
    ['name', ' '],
    ['chief_complaint', ''],
    ['heart_rate', 19],
    ['heart_rate', 261],
    ['systolic', 301],
    ['diastolic', 9],
    ['respiratory_rate', 3],
    ['respiratory_rate', 81],
    ['temperature', 98.6],
    ['temperature', Number.NaN],
    ['oxygen_saturation', 101],
    ['oxygen_saturation', Number.POSITIVE_INFINITY],
    ['age_years', Number.NaN],
  ])('with %s %s names the field', (field, value) => {
    expect(about({ [field]: value })).toEqual([expect.stringContaining(`patient.${field}:`)]);
  });

  test('of a body without a pulse is put up with once it was asked about', () => {
    const arrest = { ...outline, patient: { ...outline.patient, heart_rate: 0, systolic: 0, diastolic: 0 } };
    expect(outlineProblems(arrest)).toEqual([]);
    expect(outlineWishes(arrest, secret)).toHaveLength(3);
  });

  test.each(['I think it is a heart attack', 'An MI, they said', 'Inferior STEMI'])('whose patient says "%s"', (said) => {
    expect(about({ chief_complaint: said })).toEqual([expect.stringContaining('patient.chief_complaint:')]);
  });
});

describe('a differential', () => {
  const changed = (change: (differential: Differential) => void): string[] => {
    const differential = Differential.parse(clinicalAnswers({ schemaName: 'framework' } as never));
    change(differential);
    return differentialProblems(differential);
  };
  const leaves = ({ systems }: Differential) => systems.flatMap(({ groups }) => groups.flatMap(({ diagnoses }) => diagnoses));

  test('that makes sense has no problems', () => expect(changed(() => undefined)).toEqual([]));

  test.each([
    ['system', ({ systems }: Differential) => systems[0]],
    ['group', ({ systems }: Differential) => systems[0]?.groups[0]],
    ['diagnosis', (differential: Differential) => leaves(differential)[1]],
  ] as const)('has a name for every %s', (_, find) => {
    const problems = changed((differential) => {
      const item = find(differential);
      if (item) item.name = ' ';
    });
    expect(problems).toEqual(['every system, group and diagnosis has a name']);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('has no percent of %s', (percent) => {
    const problems = changed((differential) => {
      for (const leaf of leaves(differential).slice(0, 1)) leaf.percent = percent;
    });
    expect(problems).toContain('every diagnosis has a percent above 0');
  });

  const asRest = (system: string, name: string) => (differential: Differential) => {
    const all = leaves(differential);
    for (const leaf of all) leaf.is_primary = leaf === all.at(-1);
    for (const leaf of all.slice(-1)) leaf.name = name;
    for (const last of differential.systems.slice(-1)) last.name = system;
  };
  test.each([
    ['Not named above', 'Something else'],
    ['Remaining', 'other diagnosis'],
  ])('is not about the rest (%s, %s)', (system, name) => {
    expect(changed(asRest(system, name))).toEqual([expect.stringContaining('never the last')]);
  });
  test('may be about its last leaf when that has a name', () => expect(changed(asRest('Infection', 'Pneumonitis'))).toEqual([]));
});

test('an empty term is found nowhere', () => {
  expect(nameFinder(['', ' ', '-'], ['', '\n'])('Pain, e.g. in the arm - today')).toEqual([]);
  expect(leakProblems(['a cough'], ['', ' '], [''])).toEqual([]);
  expect(nameFinder([' pulmonary  embolism '], [' PE '])('a PE, or pulmonary embolism')).toHaveLength(2);
});

describe('a writer', () => {
  const percentsFor = (keys: object): object =>
    Object.fromEntries(Object.entries(keys).map(([key, inner]) => [key, 'shape' in inner ? percentsFor(inner.shape) : 40]));
  const textsFor = (shape: object): object =>
    Object.fromEntries(
      Object.entries(shape).map(([key, inner]) => [key, 'shape' in inner ? textsFor(inner.shape) : `said ${key}`]),
    );
  const standard = ({ name, schema }: Question): object => {
    const { shape } = schema as unknown as { shape: object };
    if (name === 'likelihoods') return percentsFor(shape);
    if (['findings', 'framework', 'narrative'].includes(name)) return clinicalAnswers({ schemaName: name } as never) ?? {};
    return textsFor(shape);
  };
  const write = (elapsedMs: number, answer: (question: Question) => object) => {
    const complete: Complete = async (question) => ({
      ...{ name: question.name, model: 'm', provider: 'p', usage: null, elapsedMs, attempts: 1 },
      ...{ outcome: 'answer', text: JSON.stringify(answer(question)) },
    });
    const writer = createModelWriter({ complete, model: 'm', price: undefined, library: async () => loadLibrary() });
    const wanted = { description: 'Man, 58', primary_diagnosis: 'Fabry disease' } as never;
    return writer(wanted, new AbortController().signal, () => undefined);
  };
  const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

  test('returns a case that the stores take', async () => {
    expect((await write(1, standard)).findings).toHaveLength(21);
  });

  test('names the place of what they would not take', async () => {
    const error = await failure(write(Number.NaN, standard));
    expect(error).toMatchObject({
      kind: 'model-unusable',
      message: expect.stringMatching(/wrong with generation\.calls\.0\.elapsedMs/),
    });
  });

  test.each([
    ['narrative', 'title'],
    ['diagnostic_workup', 'result'],
  ])('does not live with a blank in %s', async (asked, field) => {
    const blank = (question: Question): object => {
      const answer = JSON.stringify(standard(question));
      return JSON.parse(question.name === asked ? answer.replace(new RegExp(`"${field}":"[^"]*"`), `"${field}":" "`) : answer);
    };
    expect(await failure(write(1, blank))).toMatchObject({ kind: 'model-unusable', message: expect.stringContaining(field) });
  });
});
