import { expect, test } from 'vitest';
import { brierWords, calibrationWords, informationWords, logWords } from '../../frontend/src/pages/practice/score-words.ts';
import { distanceFrom, informationScore } from '../../shared/reasoning/practice-score.ts';

const reference = [0.8, 0.1, 0.1, 0];

test.each([
  [[0.95, 0.05, 0, 0], /nearly certain, and right/],
  [[0.6, 0.2, 0.1, 0.1], /leaned clearly/],
  [[0.4, 0.3, 0.2, 0.1], /Better than splitting/],
  [[0.25, 0.25, 0.25, 0.25], /No better than splitting/],
  [[0.05, 0.9, 0.05, 0], /Worse than an even split/],
])('Brier score of %j', (belief, words) => {
  expect(brierWords(belief, reference, 0).meaning).toMatch(words);
  expect(brierWords(belief, reference, 0).against).toMatch(/Even split 0\.75, reference 0\.06/);
});

test('the log score speaks of equal choices', () => {
  expect(logWords([0.25, 0.25, 0.25, 0.25], reference, 2).meaning).toMatch(/4\.0 equal choices/);
  expect(logWords([0.97, 0.01, 0.01, 0.01], reference, 0).meaning).toBe('The answer hardly surprised you.');
});

test('calibration tells whether the learner came closer', () => {
  const [far, near] = [distanceFrom(reference, [0, 0, 0, 1]), distanceFrom(reference, [0.7, 0.2, 0.1, 0])];
  expect(calibrationWords([null, far, near]).meaning).toMatch(/came closer/);
  expect(calibrationWords([near, far]).meaning).toMatch(/drifted away/);
  expect(calibrationWords([near])).toMatchObject({ value: '10 points off', against: 'Over one stated belief; at the end 10.' });
});

test('information: nothing asked, all that could be, and what was left', () => {
  expect(informationWords(informationScore([], [0.4]), 0).meaning).toMatch(/asked nothing/);
  expect(informationWords(informationScore([0.4], [0.4]), 1).against).toMatch(/the best one tells/);
  expect(informationWords(informationScore([0.1, 0.1], [0.4, 0.2]), 2).meaning).toBe(
    'Your 2 questions left 0.40 bit on the table.',
  );
});
