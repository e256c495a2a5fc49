import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  brierScore,
  calibration,
  distanceFrom,
  evenBelief,
  floored,
  informationScore,
  logScore,
  lowestShare,
  weightOfEvidence,
} from '../../shared/reasoning/practice-score.ts';
import { sum } from '../../shared/reasoning/probability.ts';

const belief = (buckets: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.oneof(fc.constant(0), fc.double({ min: 0.0001, max: 1, noNaN: true })), { minLength: buckets, maxLength: buckets })
    .filter((weights) => sum(weights) > 0)
    .map((weights) => weights.map((weight) => weight / sum(weights)));
const buckets = fc.integer({ min: 2, max: 8 });
const oneBelief = buckets.chain(belief);
const twoBeliefs = buckets.chain((size) => fc.tuple(belief(size), belief(size)));

/** What somebody who believes `truth` expects a score to be. */
const expected = (score: (stated: number[], bucket: number) => number, stated: number[], truth: number[]): number =>
  sum(truth.map((p, bucket) => (p === 0 ? 0 : p * score(stated, bucket))));

describe('Brier score', () => {
  test('by hand: 0 certain and right, 2 certain and wrong, 0.14 for 70:20:10', () => {
    expect(brierScore([1, 0, 0], 0)).toBe(0);
    expect(brierScore([1, 0, 0], 2)).toBe(2);
    expect(brierScore([0.7, 0.2, 0.1], 0)).toBeCloseTo(0.09 + 0.04 + 0.01, 12);
    expect(brierScore(evenBelief(4), 1)).toBeCloseTo(0.75, 12);
  });

  test('lies between 0 and 2', () => {
    fc.assert(
      fc.property(oneBelief, fc.nat(), (stated, any) => {
        const score = brierScore(stated, any % stated.length);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(2 + 1e-12);
      }),
    );
  });

  test('is best, in expectation, for whoever states the reference', () => {
    fc.assert(
      fc.property(twoBeliefs, ([stated, reference]) => {
        const loss = expected(brierScore, stated, reference) - expected(brierScore, reference, reference);
        expect(loss).toBeCloseTo(distanceFrom(reference, stated).brier, 9);
        expect(loss).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });
});

describe('log score', () => {
  test('by hand: 0 would be certain, half is one bit, a bar at 0 % counts as 1 %', () => {
    expect(logScore([0.5, 0.5], 0)).toBeCloseTo(1, 12);
    expect(logScore([1, 0], 1)).toBeCloseTo(-Math.log2(0.01 / 1.01), 12);
    expect(logScore(evenBelief(8), 3)).toBeCloseTo(3, 12);
  });

  test('lies between 0 and what the floor allows', () => {
    fc.assert(
      fc.property(oneBelief, fc.nat(), (stated, any) => {
        const score = logScore(stated, any % stated.length);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(-Math.log2(lowestShare / (1 + stated.length * lowestShare)));
      }),
    );
  });

  test('is best, in expectation, for whoever states a reference that keeps to the floor', () => {
    fc.assert(
      fc.property(twoBeliefs, ([stated, any]) => {
        // Lifted a little over the floor, so that dividing by the sum leaves no share under it.
        const lifted = any.map((p) => p + 2 * lowestShare);
        const reference = lifted.map((p) => p / sum(lifted));
        const loss = expected(logScore, stated, reference) - expected(logScore, reference, reference);
        expect(loss).toBeCloseTo(distanceFrom(reference, stated).bits, 9);
        expect(loss).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  test('bluffing against any reference gains no more than the floor gives away', () => {
    fc.assert(
      fc.property(twoBeliefs, ([stated, reference]) => {
        const gain = expected(logScore, reference, reference) - expected(logScore, stated, reference);
        expect(gain).toBeLessThanOrEqual(Math.log2(1 + lowestShare * reference.length) + 1e-12);
      }),
    );
  });

  test('the floor keeps a distribution, and beliefs over it as they are', () => {
    fc.assert(
      fc.property(oneBelief, (stated) => {
        expect(sum(floored(stated))).toBeCloseTo(1, 12);
      }),
    );
    expect(floored([0.6, 0.4])).toEqual([0.6, 0.4]);
  });
});

describe('distance from the reference', () => {
  test('is nothing for the reference itself, and bounded for every belief', () => {
    fc.assert(
      fc.property(twoBeliefs, ([stated, reference]) => {
        expect(distanceFrom(reference, reference)).toMatchObject({ misplaced: 0, brier: 0 });
        const { misplaced, brier, bits } = distanceFrom(reference, stated);
        expect(misplaced).toBeGreaterThanOrEqual(0);
        expect(misplaced).toBeLessThanOrEqual(1 + 1e-12);
        expect(brier).toBeLessThanOrEqual(2 + 1e-12);
        expect(Number.isFinite(bits)).toBe(true);
      }),
    );
  });

  test('by hand, and null where the learner stated nothing', () => {
    const [first, second] = calibration([null, [0.5, 0.3, 0.2]], [evenBelief(3), [0.6, 0.3, 0.1]]);
    expect(first).toBeNull();
    expect(second?.misplaced).toBeCloseTo(0.1, 12);
    expect(second?.brier).toBeCloseTo(0.02, 12);
  });
});

describe('information', () => {
  test('by hand: two questions of 0.3 bit where the best two tell 0.8', () => {
    const { gained, most, left, share } = informationScore([0.2, 0.1], [0.5, 0.3, 0.2]);
    expect([gained, most, left, share].map((value) => Number(value.toFixed(12)))).toEqual([0.3, 0.8, 0.5, 0.375]);
  });

  test('nothing asked leaves nothing on the table; whoever beats the greedy order sets the mark', () => {
    expect(informationScore([], [0.5])).toEqual({ gained: 0, most: 0, left: 0, share: 1 });
    expect(informationScore([0.6], [0.5])).toEqual({ gained: 0.6, most: 0.6, left: 0, share: 1 });
  });

  test('the share lies between 0 and 1', () => {
    const bits = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(bits, bits, (asked, best) => {
        const { share, left } = informationScore(asked, best);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(left).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('an LR of 4 weighs two bits, one of a half minus one', () => {
    expect([weightOfEvidence(4), weightOfEvidence(0.5)]).toEqual([2, -1]);
  });
});
