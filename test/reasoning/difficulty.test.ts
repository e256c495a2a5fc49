import { expect, test } from 'vitest';
import { difficulty } from '../../shared/reasoning/difficulty.ts';

const priors = [0.1, 0.6, 0.3];

test('bits needed are those from the prior to 0.8', () => {
  expect(difficulty(priors, [], 0).bitsNeeded).toBeCloseTo(Math.log2(4) - Math.log2(0.1 / 0.9), 12);
  expect(difficulty([0.9, 0.1], [], 0).bitsNeeded).toBe(0);
});

test('a case whose findings all point home is easier than one whose findings mislead', () => {
  const helpful = [0.9, 0.1, 0.1];
  const home = [1, 2, 3, 4].map(() => ({ likelihoods: helpful, present: true }));
  const astray = [...home.slice(0, 2), { likelihoods: helpful, present: false }, { likelihoods: helpful, present: false }];
  expect(difficulty(priors, home, 0).score).toBeLessThan(difficulty(priors, astray, 0).score);
  expect(difficulty(priors, home, 0)).toMatchObject({ rankAtPresentation: 3, discriminating: 4, pointingElsewhere: 0 });
  expect(difficulty(priors, astray, 0).pointingElsewhere).toBe(0.5);
});
