import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likelihoodRatios, posterior, sumByBucket } from '../../shared/reasoning/bayes.ts';
import { shuffled, simulatorOrders, simulatorPath } from '../../shared/reasoning/simulator-order.ts';
import { simulatorPosterior } from '../../shared/reasoning/simulator-rule.ts';
import { differential } from '../helpers/arbitraries.ts';

const fixture = [0.321, 0.041, 0.02, 0.315, 0.05, 0.1, 0.003, 0.15];

test('fixture of the domain model: first bucket 0.8032902039', () => {
  const ratios = [12, 0.3, 0.2, 0.15, 0.25, 0.3, 0.2, 0.5];
  const orders = simulatorOrders(fixture, [ratios], [0], fixture);
  expect(orders.posterior[0]).toBeCloseTo(0.8032902039, 9);
  expect(orders).toMatchObject({ leader: 0, spread: 0, ordersTried: 11, winnersDiffer: false, winnerDependsOnOrder: false });
});

test('Bayes does not depend on the order; the rule may, and its spread holds what the case order gives', () => {
  let dependent = 0;
  fc.assert(
    fc.property(differential(8), ({ priors, rows, buckets }) => {
      const before = sumByBucket(priors, buckets);
      const after = sumByBucket(posterior(priors, rows), buckets);
      const reversed = sumByBucket(posterior(priors, rows.toReversed()), buckets);
      after.forEach((value, i) => {
        expect(value).toBeCloseTo(reversed[i] ?? Number.NaN, 12);
      });
      const ratios = rows.map(({ likelihoods, present }) =>
        buckets.map((members) => likelihoodRatios(priors, likelihoods, members)[present ? 'positive' : 'negative']),
      );
      const orders = simulatorOrders(before, ratios, [...rows.keys()].reverse(), after);
      expect(orders.posterior).toEqual(simulatorPosterior(before, ratios));
      expect(simulatorPath(before, ratios).at(-1)).toEqual(orders.posterior);
      const own = orders.posterior[orders.leader] ?? Number.NaN;
      expect(own).toBe(Math.max(...orders.posterior));
      expect(orders.lowest).toBeLessThanOrEqual(own);
      expect(orders.highest).toBeGreaterThanOrEqual(own);
      expect(orders.spread).toBe(orders.highest - orders.lowest);
      if (orders.spread > 1e-9) dependent++;
    }),
  );
  expect(dependent).toBeGreaterThan(0);
});

test('winners that differ are flagged', () => {
  expect(simulatorOrders([0.5, 0.5], [[2, 0.5]], [0], [0.4, 0.6])).toMatchObject({
    leader: 0,
    bayesLeader: 1,
    winnersDiffer: true,
  });
});

test('a bucket without an LR moves nothing', () => {
  expect(simulatorOrders([1, 0], [[Number.NaN, Number.NaN]], [0], [1, 0]).posterior).toEqual([1, 0]);
});

test('shuffles hold every finding once and are the same in every run', () => {
  const items = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  expect(shuffled(items, 1)).toEqual(shuffled(items, 1));
  expect(shuffled(items, 1)).not.toEqual(shuffled(items, 2));
  expect(shuffled(items, 3).toSorted((a, b) => a - b)).toEqual(items);
});
