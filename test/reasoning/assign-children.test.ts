import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignChildren } from '../../shared/reasoning/assign-children.ts';

/** A tree of which only the sums are told: 2 to 8 parents, up to 12 children, no parent empty. */
const tree = fc.integer({ min: 2, max: 8 }).chain((parents) =>
  fc
    .record({
      weights: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: parents, maxLength: 12 }),
      labels: fc.array(fc.nat(parents - 1), { minLength: 12, maxLength: 12 }),
      isRound: fc.boolean(),
    })
    .map(({ weights, labels, isRound }) => {
      const total = weights.reduce((a, b) => a + b, 0);
      const shares = weights.map((weight, i) => (isRound ? weight : weight + Math.sin(i + weight) / 3) / total);
      const truth = shares.map((_, child) => (child < parents ? child : (labels[child] ?? 0)));
      return { shares, truth, targets: sumsOf(shares, truth, parents) };
    }),
);
const sumsOf = (shares: readonly number[], parentOf: readonly number[], parents: number): number[] =>
  Array.from({ length: parents }, (_, parent) =>
    shares.reduce((sum, share, child) => (parentOf[child] === parent ? sum + share : sum), 0),
  );

const plain = { step: 2e-4, affinity: () => 0, tieBreak: () => 0 };

describe('children are given to the parents whose sums they make', () => {
  test('exactly, where they were reckoned from these children', () => {
    fc.assert(
      fc.property(tree, ({ shares, targets }) => {
        const found = assignChildren({ weights: shares, targets, known: shares.map(() => null), ...plain });
        const misses = sumsOf(shares, found, targets.length).map((sum, i) => Math.abs(sum - (targets[i] ?? 0)));
        expect(Math.max(...misses)).toBeLessThan(1e-6);
      }),
      { numRuns: 400, seed: 3 },
    );
  });

  test('to the very ones, where a likeness knows them', () => {
    fc.assert(
      fc.property(tree, ({ shares, truth, targets }) => {
        const tieBreak = (parents: readonly number[]) => parents.filter((parent, child) => parent === truth[child]).length;
        const affinity = (child: number, parent: number) => (truth[child] === parent ? 1 : 0);
        expect(
          assignChildren({ weights: shares, targets, known: shares.map(() => null), step: 2e-4, affinity, tieBreak }),
        ).toEqual(truth);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test('with rounded or wrong targets: every parent gets a child, and known parents are kept', () => {
    fc.assert(
      fc.property(
        tree,
        fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 8, maxLength: 8 }),
        ({ shares, truth, targets }, factors) => {
          const wrong = targets.map((target, i) => target * (factors[i] ?? 1));
          const known = truth.map((parent, child) => (child === 0 ? parent : null));
          const found = assignChildren({ weights: shares, targets: wrong, known, ...plain });
          expect(found[0]).toBe(truth[0]);
          expect(new Set(found).size).toBe(targets.length);
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });
});
