import { expect, test } from 'vitest';
import { simulatorPosterior, simulatorStep } from '../../shared/reasoning/simulator-rule.ts';

const priors = [0.321, 0.041, 0.02, 0.315, 0.05, 0.1, 0.003, 0.15];

test('fixture of the domain model', () => {
  const { normalisation, distribution } = simulatorStep(priors, [12, 0.3, 0.2, 0.15, 0.25, 0.3, 0.2, 0.5]);
  expect(normalisation).toBeCloseTo(1.058326682, 9);
  expect(distribution[0]).toBeCloseTo(0.8032902039, 9);
  expect(distribution.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
});

test('unlike Bayes, it depends on the order of findings', () => {
  const [a, b] = [
    [5, 0.2, 1, 1, 1, 1, 1, 1],
    [0.4, 8, 1, 2, 1, 0.5, 1, 1],
  ];
  if (!a || !b) throw new Error('rows');
  expect(simulatorPosterior(priors, [a, b])[1]).not.toBeCloseTo(simulatorPosterior(priors, [b, a])[1] ?? 0, 6);
});
