import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  edge,
  postHeight,
  preHeight,
  probabilityTicks,
  ratioHeight,
  ratioTicks,
} from '../../frontend/src/charts/nomogram-scale.ts';

const odds = (p: number): number => p / (1 - p);

test('the line from pre-test to post-test crosses the middle axis at the LR', () => {
  const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(probability, probability, (before, after) => {
      const middle = (preHeight(before) + postHeight(after)) / 2;
      expect(middle).toBeCloseTo(ratioHeight(odds(after) / odds(before)), 9);
    }),
  );
});

test('what the axes do not reach stays at their ends; every tick is on its axis', () => {
  expect(postHeight(0.99999)).toBeCloseTo(edge, 12);
  expect(preHeight(0.00001)).toBeCloseTo(edge, 12);
  for (const p of probabilityTicks) expect(Math.abs(postHeight(p))).toBeLessThanOrEqual(edge);
  for (const lr of ratioTicks) expect(Math.abs(ratioHeight(lr))).toBeLessThanOrEqual(edge);
});
