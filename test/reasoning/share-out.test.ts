import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../shared/reasoning/probability.ts';
import { shareOut, wholePercents } from '../../shared/reasoning/share-out.ts';

const shares = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 })
  .filter((weights) => sum(weights) > 1e-6)
  .map((weights) => weights.map((weight) => weight / sum(weights)));

test('moving one share leaves the others in proportion, and the sum at 1', () => {
  expect(shareOut([0.5, 0.3, 0.2], 0, 0.75)).toEqual([0.75, 0.15, 0.1]);
  fc.assert(
    fc.property(shares, fc.nat(), fc.double({ min: -0.5, max: 1.5, noNaN: true }), (before, any, to) => {
      const moved = any % before.length;
      const after = shareOut(before, moved, to);
      expect(sum(after)).toBeCloseTo(1, 9);
      expect(after[moved]).toBe(Math.min(1, Math.max(0, to)));
      for (const share of after) expect(share).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('others that hold nothing share the rest evenly; one alone keeps everything', () => {
  expect(shareOut([1, 0, 0], 0, 0.4)).toEqual([0.4, 0.3, 0.3]);
  expect(shareOut([1], 0, 0.2)).toEqual([1]);
  expect(sum(shareOut([1e-9, 1 - 1e-9, 0], 1, 0))).toBeCloseTo(1, 12);
});

test('whole percents add up to 100 and stay within one of the share', () => {
  expect(wholePercents([1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
  fc.assert(
    fc.property(shares, (some) => {
      const percents = wholePercents(some);
      expect(sum(percents)).toBe(100);
      percents.forEach((percent, i) => {
        expect(Math.abs(percent - (some[i] ?? 0) * 100)).toBeLessThan(1 + 1e-6);
      });
    }),
  );
});
