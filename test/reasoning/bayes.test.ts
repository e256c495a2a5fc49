import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketPrior, conditionals, likelihoodRatios, posterior, rankOf, sumByBucket } from '../../shared/reasoning/bayes.ts';
import { identityTotals, updateByRatio } from '../../shared/reasoning/coherence.ts';
import { differential } from '../helpers/arbitraries.ts';

test('two leaves give the textbook ratios: sensitivity 0.9 and specificity 0.8 are LR+ 4.5 and LR− 0.125', () => {
  const { positive, negative } = likelihoodRatios([0.3, 0.7], [0.9, 0.2], [0]);
  expect(positive).toBeCloseTo(4.5, 12);
  expect(negative).toBeCloseTo(0.125, 12);
});

test('a bucket of several leaves is their prior-weighted mean, inside and outside', () => {
  const { inside, outside } = conditionals([0.1, 0.3, 0.4, 0.2], [0.8, 0.4, 0.2, 0.1], [0, 1]);
  expect(inside).toBeCloseTo((0.1 * 0.8 + 0.3 * 0.4) / 0.4, 12);
  expect(outside).toBeCloseTo((0.4 * 0.2 + 0.2 * 0.1) / 0.6, 12);
});

test('the posterior of one finding is the odds rule with the derived ratio, for present and for absent findings', () => {
  fc.assert(
    fc.property(differential(1), ({ priors, rows }) => {
      const [seen] = rows;
      if (!seen) return;
      const after = posterior(priors, [seen]);
      priors.forEach((prior, leaf) => {
        const { positive, negative } = likelihoodRatios(priors, seen.likelihoods, [leaf]);
        expect(after[leaf]).toBeCloseTo(updateByRatio(prior, seen.present ? positive : negative), 9);
      });
    }),
  );
});

test('finding by finding and all at once give the same posterior', () => {
  fc.assert(
    fc.property(differential(), ({ priors, rows }) => {
      const joint = posterior(priors, rows);
      const sequential = rows.reduce((distribution, seen) => posterior(distribution, [seen]), priors);
      joint.forEach((p, leaf) => {
        expect(sequential[leaf]).toBeCloseTo(p, 9);
      });
    }),
  );
});

test('the order of findings does not matter', () => {
  fc.assert(
    fc.property(differential(), ({ priors, rows }) => {
      const reversed = posterior(priors, rows.toReversed());
      posterior(priors, rows).forEach((p, leaf) => {
        expect(reversed[leaf]).toBeCloseTo(p, 9);
      });
    }),
  );
});

test('upper tiers are sums of their leaves, before and after', () => {
  fc.assert(
    fc.property(differential(), ({ priors, rows, buckets }) => {
      const after = posterior(priors, rows);
      const sums = sumByBucket(after, buckets);
      expect(sums.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      buckets.forEach((members, i) => {
        expect(sums[i]).toBeCloseTo(
          members.reduce((total, leaf) => total + (after[leaf] ?? 0), 0),
          12,
        );
      });
    }),
  );
});

test('the identity holds for every row and tier, for both polarities', () => {
  fc.assert(
    fc.property(differential(), ({ priors, rows, buckets }) => {
      for (const { likelihoods } of rows) {
        const { positive, negative } = identityTotals(priors, likelihoods, buckets);
        expect(Math.abs(positive - 1)).toBeLessThan(1e-9);
        expect(Math.abs(negative - 1)).toBeLessThan(1e-9);
      }
    }),
  );
});

test('LR+ and LR− of a bucket lie on opposite sides of 1', () => {
  fc.assert(
    fc.property(differential(1), ({ priors, rows, buckets }) => {
      for (const members of buckets) {
        const { positive, negative } = likelihoodRatios(priors, rows[0]?.likelihoods ?? [], members);
        expect(Math.log(positive) * Math.log(negative)).toBeLessThanOrEqual(1e-18);
      }
    }),
  );
});

test('hundreds of findings neither underflow nor lose the total', () => {
  const rows = Array.from({ length: 500 }, (_, i) => ({ likelihoods: [0.01 + (i % 7) / 10, 0.4, 0.2], present: i % 3 === 0 }));
  const after = posterior([0.2, 0.3, 0.5], rows);
  expect(after.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  expect(after.every(Number.isFinite)).toBe(true);
});

test('rank counts the leaves that are likelier', () => {
  expect([0.5, 0.2, 0.2, 0.1].map((_, leaf, all) => rankOf(all, leaf))).toEqual([1, 2, 2, 4]);
});

test('a bucket with every leaf has prior 1 and no outside', () => {
  expect(bucketPrior([0.4, 0.6], [0, 1])).toBeCloseTo(1, 12);
  expect(conditionals([0.4, 0.6], [0.5, 0.5], [0, 1]).outside).toBeNaN();
});
