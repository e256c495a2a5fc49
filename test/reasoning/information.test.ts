import fc from 'fast-check';
import { expect, test } from 'vitest';
import { posterior } from '../../shared/reasoning/bayes.ts';
import {
  entropy,
  expectedInformation,
  informationGained,
  probabilityOfFinding,
  surprise,
} from '../../shared/reasoning/information.ts';
import { differential, likelihood, priors } from '../helpers/arbitraries.ts';

test('four equal leaves hold two bits, a certain one holds none', () => {
  expect(entropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(2, 12);
  expect(entropy([1, 0, 0])).toBe(0);
});

test('fixture of the domain model: expected information 0.5310 bits', () => {
  expect(expectedInformation([0.5, 0.3, 0.15, 0.05], [0.9, 0.1, 0.1, 0.1])).toBeCloseTo(0.5310044064107188, 9);
});

test('expected information lies between 0 and the entropy', () => {
  fc.assert(
    fc.property(differential(1), ({ priors: distribution, rows }) => {
      const bits = expectedInformation(distribution, rows[0]?.likelihoods ?? []);
      expect(bits).toBeGreaterThanOrEqual(0);
      expect(bits).toBeLessThanOrEqual(entropy(distribution) + 1e-12);
    }),
  );
});

test('a finding equally likely in every leaf tells nothing', () => {
  fc.assert(
    fc.property(priors, likelihood, (distribution, q) => {
      expect(
        expectedInformation(
          distribution,
          distribution.map(() => q),
        ),
      ).toBeLessThan(1e-12);
    }),
  );
});

test('expected information is the mean surprise of the two answers', () => {
  fc.assert(
    fc.property(differential(1), ({ priors: distribution, rows }) => {
      const row = rows[0]?.likelihoods ?? [];
      const present = probabilityOfFinding(distribution, row);
      const of = (state: boolean) => surprise(distribution, posterior(distribution, [{ likelihoods: row, present: state }]));
      expect(expectedInformation(distribution, row)).toBeCloseTo(present * of(true) + (1 - present) * of(false), 9);
    }),
  );
});

test('a step may leave us less certain: its information is negative while its surprise is not', () => {
  const before = [0.9, 0.1];
  const after = posterior(before, [{ likelihoods: [0.1, 0.9], present: true }]);
  expect(informationGained(before, after)).toBeLessThan(0);
  expect(surprise(before, after)).toBeGreaterThan(0);
});

/** Expected log score, in bits, of the beliefs `given` where `reference` is what is so: Σ p log2 q. */
const logScore = (reference: readonly number[], given: readonly number[]): number =>
  reference.reduce((total, p, leaf) => total + p * Math.log2(given[leaf] ?? 0), 0);

test('a log score is highest for the reference distribution itself, and falls short of it by the surprise', () => {
  fc.assert(
    fc.property(differential(2), ({ priors: given, rows }) => {
      const reference = posterior(given, rows);
      expect(logScore(reference, given)).toBeLessThanOrEqual(logScore(reference, reference) + 1e-12);
      expect(logScore(reference, reference)).toBeCloseTo(-entropy(reference), 9);
      expect(logScore(reference, reference) - logScore(reference, given)).toBeCloseTo(surprise(given, reference), 9);
    }),
  );
});

test('expected information reaches the entropy only for an answer that settles all, and is that of either polarity', () => {
  fc.assert(
    fc.property(differential(1), ({ priors: distribution, rows }) => {
      const row = rows[0]?.likelihoods ?? [];
      const turned = row.map((q) => 1 - q);
      expect(expectedInformation(distribution, turned)).toBeCloseTo(expectedInformation(distribution, row), 9);
    }),
  );
  expect(expectedInformation([0.5, 0.5], [1, 0])).toBeCloseTo(1, 12);
});
