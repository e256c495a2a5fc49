import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentWords, countedOnce, samePairs } from '../../shared/reasoning/dependence.ts';
import { differential } from '../helpers/arbitraries.ts';

const row = [0.8, 0.1, 0.3, 0.2];
const near = [0.82, 0.11, 0.31, 0.22];
const same = (one: string, other: string, likelihoods = near, category = 'history') =>
  samePairs([
    { wording: one, category: 'history', likelihoods: row },
    { wording: other, category, likelihoods },
  ]);

test('pairs that say the same in one category', () => {
  const loose = [0.6, 0.4, 0.2, 0.3];
  expect(same('break of the proximal femur on radiograph', 'proximal femoral break on CT', loose)).toMatchObject([
    { first: 0, second: 1, reason: 'wording', sharedWords: ['break', 'proximal'] },
  ]);
  expect(same('break of the proximal femur', 'proximal femoral break', loose, 'physical_exam')).toEqual([]);
});

test('pairs that tell the same of every leaf and share their words, in any category', () => {
  expect(same('urethral discharge', 'discharge at the urethral meatus', near, 'physical_exam')).toMatchObject([
    { reason: 'numbers' },
  ]);
  expect(same('fever', 'fever with rigors')).toMatchObject([{ reason: 'numbers' }]);
});

test.each([
  ['no word in common, however alike the numbers', 'craving for salt', 'dark palm creases', near],
  ['only words that say nothing', 'heart rate above 100/min', 'white cells above 12 per litre', near],
  ['opposite sides', 'pain in the left arm', 'pain in the right arm', near],
  ['opposite directions', 'chest pain on breathing', 'chest pain on breathing in', row.map((p) => 1 - p)],
  ['one shared word of many', 'posterior hip pain on squatting', 'weakness of the hip abductors', near],
] as const)('no pair: %s', (_, one, other, likelihoods) => {
  expect(same(one, other, [...likelihoods])).toEqual([]);
});

test('rows that are equal for all leaves have no correlation: wording decides', () => {
  expect(same('sharp chest pain', 'sharp pain in the chest', [0.5, 0.5, 0.5, 0.5])).toMatchObject([
    { reason: 'wording', correlation: null },
  ]);
  expect(same('fever', 'fever with rigors', [0.5, 0.5, 0.5, 0.5])).toEqual([]);
});

test('of findings tied together the one that tells most is kept', () => {
  const pairs = [
    { first: 0, second: 2 },
    { first: 2, second: 3 },
    { first: 4, second: 5 },
  ];
  expect([...countedOnce(pairs, [0.1, 0.9, 0.2, 0.3, 0.5, 0.5])].toSorted()).toEqual([0, 2, 5]);
  expect(countedOnce([], [1, 2])).toEqual(new Set());
});

test('a finding listed twice is a pair, whatever its numbers', () => {
  fc.assert(
    fc.property(differential(1), ({ rows }) => {
      const measured = { wording: 'crushing central chest pain', category: 'history', likelihoods: rows[0]?.likelihoods ?? [] };
      expect(samePairs([measured, measured])).toHaveLength(1);
    }),
  );
});

test('content words are those of the finding, not of how it was looked for', () => {
  expect([...contentWords('Signs of pleural air on supine chest radiographs above 3 cm')]).toEqual([
    'pleural',
    'air',
    'supine',
    'chest',
  ]);
});

test('two readings of one quantity are a pair, whichever way their numbers point; what a patient tells of it is another', () => {
  const fast = { wording: 'heart rate above 100/min', category: 'physical_exam', likelihoods: row };
  const slow = { wording: 'bradycardia', category: 'physical_exam', likelihoods: row.map((p) => 1 - p) };
  expect(samePairs([fast, slow])).toMatchObject([{ reason: 'quantity' }]);
  expect(samePairs([fast, { ...slow, category: 'diagnostic_workup' }])).toMatchObject([{ reason: 'quantity' }]);
  const fever = { wording: 'fever', category: 'history', likelihoods: row };
  const measured = { wording: 'temperature above 38 °C', category: 'physical_exam', likelihoods: row };
  expect(samePairs([fever, measured])).toEqual([]);
});

test('the same words are a pair where both are told or both are seen', () => {
  const loose = [0.6, 0.4, 0.2, 0.3];
  const seen = (category: string) => ({ wording: 'jaundice', category, likelihoods: loose });
  expect(samePairs([seen('physical_exam'), seen('diagnostic_workup')])).toMatchObject([{ reason: 'wording' }]);
  expect(samePairs([seen('history'), { ...seen('physical_exam'), likelihoods: row }])).toEqual([]);
});

test('limits that are counted alike are no finding of their own', () => {
  expect(same('lipase above three times the upper limit', 'alanine transaminase above three times the upper limit')).toEqual([]);
});
