import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketPrior, likelihoodRatios } from '../../shared/reasoning/bayes.ts';
import { editPrior, mergedLikelihood, splitPrior } from '../../shared/reasoning/edit-priors.ts';
import { editRatio } from '../../shared/reasoning/edit-ratio.ts';
import { fitRatios } from '../../shared/reasoning/fit-ratios.ts';
import { shiftMean } from '../../shared/reasoning/shift-mean.ts';
import { differential, likelihood, priors } from '../helpers/arbitraries.ts';

const inForce = (leaves: readonly number[], row: readonly number[], members: readonly number[], present: boolean): number => {
  const { positive, negative } = likelihoodRatios(leaves, row, members);
  return present ? positive : negative;
};

describe('an LR typed for a bucket', () => {
  test('holds afterwards, and the leaves outside keep their likelihoods', () => {
    fc.assert(
      fc.property(differential(1), fc.double({ min: 0.05, max: 20, noNaN: true }), ({ priors: leaves, rows, buckets }, ratio) => {
        const [seen] = rows;
        const [members] = buckets;
        if (!seen || !members) return;
        const edit = editRatio(leaves, seen.likelihoods, members, { ratio, present: seen.present });
        if (!edit.ok) return;
        expect(inForce(leaves, edit.row, members, seen.present) / ratio).toBeCloseTo(1, 9);
        seen.likelihoods.forEach((q, leaf) => {
          if (!members.includes(leaf)) expect(edit.row[leaf]).toBe(q);
        });
      }),
    );
  });

  test('scales the odds of all its leaves by one factor', () => {
    const row = [0.2, 0.6, 0.1, 0.3];
    const edit = editRatio([0.2, 0.3, 0.4, 0.1], row, [0, 1], { ratio: 3, present: true });
    if (!edit.ok) throw new Error('feasible');
    const factor = (leaf: number) =>
      (edit.row[leaf] ?? 0) / (1 - (edit.row[leaf] ?? 0)) / ((row[leaf] ?? 0) / (1 - (row[leaf] ?? 0)));
    expect(factor(0)).toBeCloseTo(factor(1), 9);
  });

  test('is refused with the feasible range, and both ends of that range are accepted', () => {
    const leaves = [0.3, 0.7];
    const row = [0.5, 0.4];
    const refused = editRatio(leaves, row, [0], { ratio: 5, present: true });
    if (refused.ok) throw new Error('2.0 is the end: 5 · 0.4 = 2');
    expect(refused.feasible.highest).toBeCloseTo(0.995 / 0.4, 12);
    for (const ratio of [refused.feasible.lowest, refused.feasible.highest]) {
      expect(editRatio(leaves, row, [0], { ratio, present: true }).ok).toBe(true);
    }
  });

  test('of an absent finding is LR−: P(f|B) = 1 − LR·(1 − m)', () => {
    const edit = editRatio([0.5, 0.5], [0.6, 0.2], [0], { ratio: 0.25, present: false });
    expect(edit.ok && edit.row[0]).toBeCloseTo(1 - 0.25 * 0.8, 12);
  });
});

describe('priors', () => {
  test('an edited bucket has the prior typed, all sum to 1, and proportions inside and outside are kept', () => {
    fc.assert(
      fc.property(differential(1), fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ priors: leaves, buckets }, prior) => {
        const members = buckets[0] ?? [];
        const edited = editPrior(leaves, members, prior);
        expect(edited.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        expect(bucketPrior(edited, members)).toBeCloseTo(prior, 9);
        const outside = leaves.map((_, leaf) => leaf).filter((leaf) => !members.includes(leaf));
        const [a, b] = outside;
        if (a !== undefined && b !== undefined)
          expect((edited[a] ?? 0) / (edited[b] ?? 1)).toBeCloseTo((leaves[a] ?? 0) / (leaves[b] ?? 1), 9);
      }),
    );
  });

  test('0, 1 and a bucket of everything are refused', () => {
    expect(() => editPrior([0.5, 0.5], [0], 0)).toThrow(RangeError);
    expect(() => editPrior([0.5, 0.5], [0], 1)).toThrow(RangeError);
    expect(() => editPrior([0.5, 0.5], [0, 1], 0.5)).toThrow(RangeError);
  });

  test('merging and splitting lose nothing', () => {
    expect(mergedLikelihood([0.1, 0.3, 0.6], [0.9, 0.5, 0.2], [0, 1])).toBeCloseTo(0.6, 12);
    expect(splitPrior(0.4, [1, 3])).toEqual([0.1, 0.30000000000000004]);
  });
});

describe('a mean moved by one factor of the odds', () => {
  test('meets its target and keeps the order', () => {
    fc.assert(
      fc.property(
        priors,
        fc.double({ min: 0.006, max: 0.994, noNaN: true }),
        fc.array(likelihood, { minLength: 12, maxLength: 12 }),
        (weights, target, values) => {
          const row = values.slice(0, weights.length);
          const shifted = shiftMean(row, weights, target);
          if (!shifted) throw new Error('the target can be stored');
          const mean = shifted.reduce((sum, q, i) => sum + q * (weights[i] ?? 0), 0) / weights.reduce((a, b) => a + b, 0);
          expect(mean).toBeCloseTo(target, 9);
          row.forEach((q, i) => {
            row.forEach((other, j) => {
              if (q < other) expect(shifted[i] ?? 0).toBeLessThanOrEqual((shifted[j] ?? 0) + 1e-12);
            });
          });
        },
      ),
    );
  });

  test('has no answer outside the stored range', () => {
    expect(shiftMean([0.3, 0.4], [1, 1], 0.001)).toBeUndefined();
    expect(shiftMean([0.3, 0.4], [1, 1], 0.999)).toBeUndefined();
  });
});

describe('a list of LRs', () => {
  test('that is coherent is met, from wherever the row stood before', () => {
    let met = 0;
    const runs = 150;
    fc.assert(
      fc.property(differential(1), ({ priors: leaves, rows }) => {
        const [seen] = rows;
        if (!seen) return;
        const wanted = leaves.map((_, leaf) => ({
          members: [leaf],
          ratio: inForce(leaves, seen.likelihoods, [leaf], seen.present),
        }));
        const flat = leaves.map(() => 0.5);
        const { ratios } = fitRatios(leaves, flat, seen.present, wanted);
        const worst = Math.max(...wanted.map(({ ratio }, i) => Math.abs(Math.log((ratios[i] ?? 0) / ratio))));
        if (worst < 0.02) met++;
      }),
      { numRuns: runs, seed: 7 },
    );
    expect(met / runs).toBeGreaterThanOrEqual(0.97);
  });

  test('that says every diagnosis becomes likelier is answered by the nearest row that can be', () => {
    const leaves = [0.5, 0.3, 0.2];
    const { ratios } = fitRatios(leaves, [0.5, 0.5, 0.5], true, [
      { members: [0], ratio: 2 },
      { members: [1], ratio: 3 },
      { members: [2], ratio: 1.5 },
    ]);
    expect(Math.max(...ratios)).toBeGreaterThan(1);
    expect(Math.min(...ratios)).toBeLessThan(1);
  });
});
