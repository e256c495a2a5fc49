import { describe, expect, test } from 'vitest';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { readAge, readSex } from '../../shared/generation/library/description/age-and-sex.ts';
import { readComorbidities } from '../../shared/generation/library/description/comorbidities.ts';
import { readDuration } from '../../shared/generation/library/description/duration.ts';
import { readNamedFindings } from '../../shared/generation/library/description/named-findings.ts';
import { isDenied } from '../../shared/generation/library/description/negation.ts';
import { readDescription } from '../../shared/generation/library/description/read-description.ts';
import { packOf } from '../../shared/generation/library/library.ts';
import type { PackFinding } from '../../shared/generation/library/pack.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';

describe('age and sex', () => {
  test.each([
    ['58-year-old man, crushing chest pain', 58, 'male'],
    ['58 yo F with chest pain', 58, 'female'],
    ['58M, chest pain', 58, 'male'],
    ['A 7-month-old girl off her feeds', 7 / 12, 'female'],
    ['Woman aged 34 with headache', 34, 'female'],
    ['72 y/o gentleman', 72, 'male'],
    ['A man of 30 with headache', 30, 'male'],
    ['boy of 9 with a fever', 9, 'male'],
    ['woman of 40, temp 102 F', 40, 'female'],
    ['QRS 120 ms in a man of 70', 70, 'male'],
    ['Fell 3 m, woman of 40', 40, 'female'],
    ['Wife found him on the floor', undefined, 'male'],
    ['Mother says her son is hot', undefined, 'male'],
    ['A student nurse, 26, right lower belly pain', 26, undefined],
    ['45, female, breathless', 45, 'female'],
    ['pain for 3 days', undefined, undefined],
    ['3-day history of fever in a boy', undefined, 'male'],
  ])('%s', (text, age, sex) => {
    const read = readAge(text);
    if (age === undefined) expect(read).toBeUndefined();
    else expect(read).toBeCloseTo(age, 6);
    expect(readSex(text)).toBe(sex);
  });
});

test.each([
  ['chest pain for 2 hours', 'two hours'],
  ['a three-day history of fever', 'three days'],
  ['headache since yesterday', 'a day'],
  ['began 20 minutes ago', '20 minutes'],
  ['cough x 3 weeks', 'three weeks'],
  ['pain since breakfast', 'a few hours'],
  ['a 58-year-old man', undefined],
])('duration of "%s"', (text, duration) => {
  expect(readDuration(text)).toBe(duration);
});

describe('denial', () => {
  const denied = (text: string, word: string) => isDenied(text, text.indexOf(word));
  test.each([
    ['no fever', 'fever', true],
    ['chest pain, no fever', 'chest', false],
    ['denies fever, chills, cough', 'cough', true],
    ['no fever, cough or rash', 'cough', true],
    ['no fever, crushing chest pain', 'chest', false],
    ['negative pregnancy test', 'pregnancy', true],
    ['no known diabetes, hypertension', 'hypertension', true],
    ['without vomiting but sweating', 'sweating', false],
    ['sweating without vomiting', 'sweating', false],
  ])('%s: %s', (text, word, expected) => {
    expect(denied(text, word)).toBe(expected);
  });
});

test('comorbidities are read, and denied ones are not', () => {
  expect(readComorbidities('diabetic smoker on warfarin, no asthma').map(({ words }) => words)).toEqual([
    'diabetes',
    'smoking',
    'anticoagulant treatment',
  ]);
});

test("relatives' illnesses are not the patient's", () => {
  for (const text of ['father had diabetes', 'family history of heart failure', 'mother has COPD'])
    expect(readComorbidities(text)).toEqual([]);
  expect(readComorbidities('lives with her mother. Diabetic').map(({ words }) => words)).toEqual(['diabetes']);
});

test('a mention is found in any case and with either sign for micro', () => {
  const finding = {
    ...packOf(loadLibrary(), 'chest-pain').findings[0],
    mention: ['Troponin 5 \u00b5g', 'straße'],
  } as PackFinding;
  for (const text of ['TROPONIN 5 \u00b5G', 'a troponin-5 \u03bcg', 'on the STRASSE: straße'])
    expect(readNamedFindings(text, [finding]).get(finding.id), text).toBe(true);
  expect(readNamedFindings('a troponin of 5 mg', [finding]).size).toBe(0);
});

test('8,000 characters of the worst kind are read in no time', () => {
  const library = loadLibrary();
  const mentions = [...library.packs.values()].flatMap(({ findings }) => findings.flatMap(({ mention }) => mention)).join(', ');
  const worst = [
    'no a, '.repeat(600) + mentions,
    'denies '.repeat(500) + mentions,
    `1${' '.repeat(7_990)}y`,
    `for${' '.repeat(7_990)}!`,
    ', 5'.repeat(2_600),
    '('.repeat(8_000),
  ];
  for (const text of worst) {
    const description = text.slice(0, 8_000);
    const start = performance.now();
    for (const pack of ['dyspnea', 'chest-pain']) readDescription(description, packOf(library, pack));
    expect(performance.now() - start, description.slice(0, 20)).toBeLessThan(300);
  }
});

describe('what the author says wins over sampling', () => {
  const library = loadLibrary();
  const states = (description: string, seed: number) => {
    const record = writeCase(library, { description, primaryDiagnosis: 'acute subdural haematoma', seed, difficulty: 'typical' });
    return { record, vomiting: record.findings.find(({ finding }) => /vomiting/.test(finding))?.present };
  };
  test('a named finding is present and a denied one absent, for every seed', () => {
    for (let seed = 0; seed < 15; seed++) {
      expect(states('78-year-old woman, fell, vomited', seed).vomiting).toBe(true);
      expect(states('78-year-old woman, fell, no vomiting', seed).vomiting).toBe(false);
    }
  });
  test('age, sex and duration stand as said', () => {
    const { record } = states('78-year-old woman who fell three days ago', 1);
    expect(record.doorChart).toMatchObject({ age: 78, sex: 'female' });
    expect(record.presentation).toContain('three days');
  });
});

describe('what follows from what the author says', () => {
  const library = loadLibrary();
  test('a known illness is not denied by the patient', () => {
    for (let seed = 0; seed < 10; seed++) {
      const order = {
        description: '71-year-old with palpitations, COPD',
        primaryDiagnosis: 'atrial fibrillation',
        seed,
        difficulty: 'typical' as const,
      };
      const lungs = writeCase(library, order).findings.find(({ finding }) => /chronic lung disease/.test(finding));
      expect(lungs?.present).toBe(true);
    }
  });

  test('the side that is named is the side of the case', () => {
    for (let seed = 0; seed < 10; seed++) {
      const order = {
        description: 'A footballer with left knee pain',
        primaryDiagnosis: 'ACL tear',
        seed,
        difficulty: 'typical' as const,
      };
      expect(JSON.stringify(writeCase(library, order).findings)).not.toMatch(/\bright knee\b/i);
    }
  });
});

test('a child gets a case for children, and a grown-up never does', () => {
  const library = loadLibrary();
  const complaint = (description: string) =>
    writeCase(library, { description, primaryDiagnosis: 'pneumonia', seed: 1, difficulty: 'typical' }).generation.chiefComplaint;
  expect(complaint('Child with fever')).toBe('fever in a child');
  expect(complaint('A man of 30 with fever')).toBe('fever');
  expect(complaint('4-year-old with fever')).toBe('fever in a child');
});
