import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketPrior, likelihoodRatios, posterior } from '../../shared/reasoning/bayes.ts';
import { editRatio, feasibleRatios } from '../../shared/reasoning/edit-ratio.ts';
import { ratioStep, sensitivity } from '../../shared/reasoning/sensitivity.ts';
import { differential } from '../helpers/arbitraries.ts';

test('each step is what editing that LR and reckoning the whole case again gives', () => {
  fc.assert(
    fc.property(differential(4), ({ priors, rows, buckets }) => {
      const [target = []] = buckets;
      const found = sensitivity(priors, rows, posterior(priors, rows), buckets, target);
      expect(found).toHaveLength(rows.length * buckets.length);
      for (const { observation, bucket, lowered, raised } of found) {
        const seen = rows[observation];
        if (!seen) throw new Error('no such finding');
        for (const { ratio, posterior: told } of [lowered, raised]) {
          const edited = editRatio(priors, seen.likelihoods, buckets[bucket] ?? [], { ratio, present: seen.present });
          if (!edited.ok) throw new Error('the step left the feasible range');
          const changed = rows.map((row, i) => (i === observation ? { ...row, likelihoods: edited.row } : row));
          expect(told).toBeCloseTo(bucketPrior(posterior(priors, changed), target), 9);
        }
      }
    }),
  );
});

test('steps are × and ÷ 1.5, and stop where the storable range ends', () => {
  fc.assert(
    fc.property(differential(4), ({ priors, rows, buckets }) => {
      const [target = []] = buckets;
      for (const entry of sensitivity(priors, rows, posterior(priors, rows), buckets, target)) {
        const { likelihoods, present } = rows[entry.observation] ?? { likelihoods: [], present: true };
        const ratios = likelihoodRatios(priors, likelihoods, buckets[entry.bucket] ?? []);
        expect(entry.ratio).toBe(present ? ratios.positive : ratios.negative);
        for (const [moved, wanted] of [
          [entry.lowered, entry.ratio / ratioStep],
          [entry.raised, entry.ratio * ratioStep],
        ] as const) {
          if (!moved.limited) expect(moved.ratio).toBe(wanted);
          else expect(Math.abs(Math.log(moved.ratio / entry.ratio))).toBeLessThanOrEqual(Math.log(ratioStep) + 1e-9);
        }
      }
    }),
  );
});

test('raising an LR of the target itself raises it, and of another bucket lowers it; the longest bar comes first', () => {
  const priors = [0.2, 0.5, 0.3];
  const rows = [
    { likelihoods: [0.6, 0.2, 0.3], present: true },
    { likelihoods: [0.3, 0.4, 0.5], present: false },
  ];
  const found = sensitivity(priors, rows, posterior(priors, rows), [[0], [1], [2]], [0]);
  for (const { bucket, lowered, raised } of found) expect(raised.posterior > lowered.posterior).toBe(bucket === 0);
  const swings = found.map(({ swing }) => swing);
  expect(swings).toEqual(swings.toSorted((a, b) => b - a));
});

test('an LR at the end of its range moves one way only', () => {
  const priors = [0.5, 0.5];
  const rows = [{ likelihoods: [0.995, 0.4], present: true }];
  const own = sensitivity(priors, rows, posterior(priors, rows), [[0], [1]], [0]).find(({ bucket }) => bucket === 0);
  expect(own?.raised.limited).toBe(true);
  expect(own?.raised.ratio).toBeCloseTo(feasibleRatios(0.4, true).highest, 9);
  expect(own?.raised.posterior).toBeCloseTo(posterior(priors, rows)[0] ?? 0, 9);
});

test('a bucket that holds every leaf has no LR, and no bar', () => {
  const rows = [{ likelihoods: [0.9, 0.4], present: true }];
  expect(sensitivity([0.5, 0.5], rows, [0.7, 0.3], [[0, 1], []], [0, 1])).toEqual([]);
});
