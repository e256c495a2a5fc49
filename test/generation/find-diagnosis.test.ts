import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { matchDiagnosis, requireDiagnosis, searchDiagnoses } from '../../shared/generation/library/find-diagnosis.ts';

const library = loadLibrary();

describe('a diagnosis is found', () => {
  test('by its name, every synonym, every abbreviation and its ICD-10 code', () => {
    const lost = [...library.diagnoses.values()].flatMap((known) =>
      [known.name, known.icd10, ...known.synonyms, ...known.abbreviations].flatMap((query) => {
        const best = searchDiagnoses(library, query)[0];
        return best && best.score >= 1 && matchDiagnosis(library, query) ? [] : [`${known.id}: ${query}`];
      }),
    );
    expect(lost).toEqual([]);
  });

  test('by its own name as itself, even where names overlap', () => {
    const wrong = [...library.diagnoses.values()].filter((known) => matchDiagnosis(library, known.name)?.id !== known.id);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test.each([
    ['Inferior STEMI', 'myocardial infarction'],
    ['acute severe SAH', 'subarachnoid haemorrhage'],
    ['Subarachnoid hemorrhage due to aneurysm', 'subarachnoid haemorrhage'],
    ['suspected migraine', 'migraine'],
  ])('inside qualifiers: %s', (query, part) => {
    expect(matchDiagnosis(library, query)?.name.toLowerCase()).toContain(part);
  });

  test.each(['', '???', 'kuru', 'migraine vestibular nerve tumour', 'MI6'])('never by accident: "%s"', (query) => {
    expect(matchDiagnosis(library, query)).toBeUndefined();
  });
});

test('an unknown one is a 422 that names the field, the nearest, and what is needed', () => {
  try {
    requireDiagnosis(library, 'cellulitus');
    expect.fail('found');
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).kind).toBe('invalid-request');
    expect((error as AppError).message).toMatch(/cellulitis.*language model/i);
    expect((error as AppError).errors[0]?.path).toBe('primary_diagnosis');
  }
});
