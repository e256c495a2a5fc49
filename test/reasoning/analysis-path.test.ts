import fc from 'fast-check';
import { expect, test } from 'vitest';
import { posterior, sumByBucket } from '../../shared/reasoning/bayes.ts';
import { bestOf, bestOrder, expectedAbout, expectedAlong, questionOf } from '../../shared/reasoning/best-order.ts';
import { entropy, expectedInformation } from '../../shared/reasoning/information.ts';
import { caseOrder, leafPath, posteriorWithout, stepsAt } from '../../shared/reasoning/path.ts';
import { differential } from '../helpers/arbitraries.ts';

const leavesOf = (priors: readonly number[]): number[][] => priors.map((_, leaf) => [leaf]);
const close = (a: readonly number[], b: readonly number[], digits = 9): void =>
  a.forEach((value, i) => {
    expect(value).toBeCloseTo(b[i] ?? Number.NaN, digits);
  });

test('the path ends at the joint posterior, at every tier and in every order', () => {
  fc.assert(
    fc.property(differential(8), ({ priors, rows, buckets }) => {
      const joint = posterior(priors, rows);
      for (const order of [caseOrder(rows), caseOrder(rows).toReversed(), bestOrder(priors, rows, buckets).order]) {
        const steps = stepsAt(leafPath(priors, rows, order), order, buckets);
        expect(steps).toHaveLength(rows.length);
        close(steps.at(-1)?.posterior ?? [], sumByBucket(joint, buckets), 12);
      }
    }),
  );
});

test('a finding taken back leaves the posterior of the others', () => {
  fc.assert(
    fc.property(differential(8), ({ priors, rows }) => {
      const without = posteriorWithout(priors, rows);
      rows.forEach((_, left) => {
        const others = rows.filter((_row, i) => i !== left);
        close(without(left), posterior(priors, others), 12);
      });
    }),
  );
});

test('signed information adds up to what the case took from the entropy; surprise is never negative', () => {
  fc.assert(
    fc.property(differential(8), ({ priors, rows, buckets }) => {
      const order = caseOrder(rows);
      const steps = stepsAt(leafPath(priors, rows, order), order, buckets);
      const total = steps.reduce((sum, { information }) => sum + information, 0);
      const before = sumByBucket(priors, buckets);
      expect(total).toBeCloseTo(entropy(before) - entropy(sumByBucket(posterior(priors, rows), buckets)), 9);
      for (const { surprise } of steps) expect(surprise).toBeGreaterThan(-1e-12);
    }),
  );
});

test('a leaf thought lost comes back: 400 findings against it, 400 for it', () => {
  const against = Array.from({ length: 400 }, () => ({ likelihoods: [0.005, 0.995], present: true }));
  const home = against.map(({ likelihoods }) => ({ likelihoods, present: false }));
  const order = [...against, ...home].map((_, i) => i);
  expect(leafPath([0.3, 0.7], [...against, ...home], order).at(-1)?.[0]).toBeCloseTo(0.3, 9);
});

test('expected information lies in [0, H], and for leaves is the mutual information counted the other way', () => {
  fc.assert(
    fc.property(differential(1), ({ priors, rows, buckets }) => {
      const row = rows[0]?.likelihoods ?? [];
      const bits = expectedAbout(priors, questionOf(row), buckets);
      expect(bits).toBeGreaterThanOrEqual(0);
      expect(bits).toBeLessThanOrEqual(entropy(sumByBucket(priors, buckets)) + 1e-12);
      const leaves = expectedAbout(priors, questionOf(row), leavesOf(priors));
      expect(leaves).toBeCloseTo(expectedInformation(priors, row), 9);
      // What is told of groups cannot be more than what is told of their members.
      expect(bits).toBeLessThanOrEqual(leaves + 1e-9);
    }),
  );
});

test('fixture of the domain model: expected information 0.5310 bits', () => {
  const priors = [0.5, 0.3, 0.15, 0.05];
  expect(expectedAbout(priors, questionOf([0.9, 0.1, 0.1, 0.1]), leavesOf(priors))).toBeCloseTo(0.5310044064107188, 9);
});

test('along a path each question has its expected information until it is asked', () => {
  fc.assert(
    fc.property(differential(6), ({ priors, rows, buckets }) => {
      const path = leafPath(priors, rows, caseOrder(rows));
      const questions = rows.map(({ likelihoods }) => questionOf(likelihoods));
      const open = questions.map((question) => question);
      const along = expectedAlong(path, [...open, questionOf(rows[0]?.likelihoods ?? [])], [...caseOrder(rows), null], buckets);
      expect(along).toHaveLength(rows.length + 1);
      along.forEach((expected, taken) => {
        expected.slice(0, -1).forEach((bits, i) => {
          expect(bits === null).toBe(i < taken);
        });
        // The last question is never asked on this path, and stays open.
        expect(expected.at(-1)).toBeTypeOf('number');
      });
    }),
  );
});

test('the best order takes every finding once, each time the one expected to tell most', () => {
  fc.assert(
    fc.property(differential(7), ({ priors, rows, buckets }) => {
      const { order, expected, path } = bestOrder(priors, rows, buckets);
      expect(order.toSorted((a, b) => a - b)).toEqual(caseOrder(rows));
      order.forEach((_, taken) => {
        const open = order.slice(taken);
        const best = Math.max(
          ...open.map((i) => expectedAbout(path[taken] ?? [], questionOf(rows[i]?.likelihoods ?? []), buckets)),
        );
        expect(expected[taken]).toBe(best);
      });
    }),
  );
});

test('of equal questions the first is asked first', () => {
  expect(bestOf([null, 0.2, 0.2, null])).toEqual({ index: 1, bits: 0.2 });
  expect(bestOf([null, null])).toBeUndefined();
});
