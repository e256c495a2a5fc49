import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likelihoodRatios } from '../../shared/reasoning/bayes.ts';
import { type PublishedNumbers, readFigure } from '../../shared/reasoning/published-figure.ts';
import { publishedRow } from '../../shared/reasoning/published-row.ts';
import { differential } from '../helpers/arbitraries.ts';

const none: PublishedNumbers = {
  lrPositive: null,
  lrPositiveCi: null,
  lrNegative: null,
  lrNegativeCi: null,
  sensitivity: null,
  specificity: null,
};
const presumed = { inside: 0.4, outside: 0.1 };

describe('reading a figure', () => {
  test('sensitivity and specificity are taken as printed', () => {
    expect(readFigure({ ...none, sensitivity: 0.72, specificity: 0.95 }, presumed)).toMatchObject({
      inside: 0.72,
      rule: 'sensitivity-specificity',
    });
    expect(readFigure({ ...none, sensitivity: 0.72, specificity: 0.95 }, presumed)?.outside).toBeCloseTo(0.05, 12);
  });

  test('LR+ and LR− alone give specificity (LR+ − 1)/(LR+ − LR−) and sensitivity 1 − LR−·specificity', () => {
    const reading = readFigure({ ...none, lrPositive: 4.5, lrNegative: 0.125 }, presumed);
    expect(reading?.inside).toBeCloseTo(0.9, 12);
    expect(reading?.outside).toBeCloseTo(0.2, 12);
  });

  test('printed ratios win over a sensitivity and specificity that rounding has moved off them', () => {
    // 0.11 / 0.01 would be LR+ 11; the paper prints 15.7 without an interval.
    const reading = readFigure({ ...none, lrPositive: 15.7, lrNegative: 0.9, sensitivity: 0.11, specificity: 0.99 }, presumed);
    expect(reading?.rule).toBe('ratio-pair');
    expect((reading?.inside ?? 0) / (reading?.outside ?? 1)).toBeCloseTo(15.7, 9);
  });

  test('one LR alone keeps P(f | not D) and solves for D', () => {
    const reading = readFigure({ ...none, lrPositive: 2.6 }, presumed);
    expect(reading).toMatchObject({ outside: 0.1, rule: 'one-ratio', clamped: false });
    expect(reading?.inside).toBeCloseTo(0.26, 12);
    expect(readFigure({ ...none, lrNegative: 0.5 }, presumed)?.inside).toBeCloseTo(1 - 0.5 * 0.9, 12);
  });

  test('one LR too large for that moves the others instead, and survives', () => {
    const reading = readFigure({ ...none, lrPositive: 30 }, presumed);
    expect((reading?.inside ?? 0) / (reading?.outside ?? 1)).toBeCloseTo(30, 9);
  });

  test('a specificity of 1 is stored at the end of the range and says so', () => {
    expect(readFigure({ ...none, sensitivity: 0.5, specificity: 1 }, presumed)).toMatchObject({ outside: 0.005, clamped: true });
  });

  test('a figure without a number is no figure', () => {
    expect(readFigure(none, presumed)).toBeUndefined();
  });
});

describe('a row with published figures', () => {
  test('the figure of the primary diagnosis is met exactly, whatever the estimates', () => {
    fc.assert(
      fc.property(
        differential(1),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        ({ priors, rows }, sensitivity, specificity) => {
          const { row } = publishedRow(
            priors,
            rows[0]?.likelihoods ?? [],
            [{ members: [0], numbers: { ...none, sensitivity, specificity } }],
            0,
          );
          const { positive, negative } = likelihoodRatios(priors, row, [0]);
          expect(positive).toBeCloseTo(sensitivity / (1 - specificity), 6);
          expect(negative).toBeCloseTo((1 - sensitivity) / specificity, 6);
        },
      ),
    );
  });

  test('a pinned leaf keeps its estimate, and the figure is met by the others', () => {
    const figure = { members: [0], numbers: { ...none, lrPositive: 4, lrNegative: 0.25 } };
    const { row, fitted } = publishedRow([0.2, 0.3, 0.4, 0.1], [0.5, 0.4, 0.1, 0.33], [figure], 0, [3]);
    expect(row[3]).toBe(0.33);
    expect(fitted[0]?.residual).toBeCloseTo(0, 9);
    const crowded = publishedRow([0.2, 0.1, 0.7], [0.5, 0.4, 0.9], [figure], 0, [2]);
    expect(crowded.row[2]).toBe(0.9);
    expect(Math.abs(crowded.fitted[0]?.residual ?? 0)).toBeGreaterThan(0.1);
  });

  test('the other leaves keep their order: the estimates decide who shares what is left', () => {
    const { row } = publishedRow(
      [0.2, 0.3, 0.5],
      [0.9, 0.4, 0.1],
      [{ members: [0], numbers: { ...none, sensitivity: 0.8, specificity: 0.7 } }],
      0,
    );
    expect(row[1]).toBeGreaterThan(row[2] ?? 1);
  });

  test('two figures that can both hold do', () => {
    // Leaf 0: LR+ for the pair of rates (0.8, mean of others); leaf 1 likewise, made from one coherent row.
    const priors = [0.2, 0.3, 0.5];
    const truth = [0.8, 0.3, 0.1];
    const of = (leaf: number): PublishedNumbers => {
      const { positive, negative } = likelihoodRatios(priors, truth, [leaf]);
      return { ...none, lrPositive: positive, lrNegative: negative };
    };
    const { row, fitted } = publishedRow(
      priors,
      [0.5, 0.5, 0.2],
      [
        { members: [0], numbers: of(0) },
        { members: [1], numbers: of(1) },
      ],
      0,
    );
    row.forEach((q, leaf) => {
      expect(q).toBeCloseTo(truth[leaf] ?? 0, 3);
    });
    expect(fitted.every(({ residual }) => Math.abs(residual) < 0.01)).toBe(true);
  });

  test('two that contradict each other: the primary holds, the residual of the other is shown', () => {
    const strong: PublishedNumbers = { ...none, lrPositive: 10, lrPositiveCi: [8, 12], lrNegative: 0.2 };
    const { fitted } = publishedRow(
      [0.5, 0.4, 0.1],
      [0.3, 0.3, 0.3],
      [
        { members: [0], numbers: strong },
        { members: [1], numbers: strong },
      ],
      0,
    );
    expect(fitted.find(({ members }) => members[0] === 0)?.derived.positive).toBeCloseTo(10, 6);
    expect(Math.abs(fitted.find(({ members }) => members[0] === 1)?.residual ?? 0)).toBeGreaterThan(0.5);
  });

  test('a figure about several leaves together holds for them together, and keeps their order', () => {
    fc.assert(
      fc.property(differential(1), fc.double({ min: 0.05, max: 0.95, noNaN: true }), ({ priors, rows, buckets }, sensitivity) => {
        const members = buckets.find((leaves) => leaves.length > 1) ?? [0];
        const estimates = rows[0]?.likelihoods ?? [];
        const { row } = publishedRow(
          priors,
          estimates,
          [{ members, numbers: { ...none, sensitivity, specificity: 0.8 } }],
          members[0] ?? 0,
        );
        const { positive, negative } = likelihoodRatios(priors, row, members);
        expect(positive).toBeCloseTo(sensitivity / 0.2, 6);
        expect(negative).toBeCloseTo((1 - sensitivity) / 0.8, 6);
        const [a = 0, b = 0] = members;
        if ((estimates[a] ?? 0) < (estimates[b] ?? 0)) expect(row[a]).toBeLessThanOrEqual(row[b] ?? 0);
      }),
    );
  });

  test('the figure nearest to the primary diagnosis is the one that holds', () => {
    const [own, umbrella] = [
      { ...none, lrPositive: 4, lrNegative: 0.5 },
      { ...none, lrPositive: 2, lrNegative: 0.7 },
    ];
    const { row } = publishedRow(
      [0.1, 0.2, 0.7],
      [0.4, 0.3, 0.2],
      [
        { members: [0, 1], numbers: umbrella },
        { members: [0], numbers: own },
      ],
      0,
    );
    expect(likelihoodRatios([0.1, 0.2, 0.7], row, [0]).positive).toBeCloseTo(4, 9);
  });

  test('every likelihood stays inside the stored range', () => {
    fc.assert(
      fc.property(differential(1), fc.double({ min: 0.02, max: 60, noNaN: true }), ({ priors, rows }, lrPositive) => {
        const { row } = publishedRow(priors, rows[0]?.likelihoods ?? [], [{ members: [0], numbers: { ...none, lrPositive } }], 0);
        for (const q of row) expect(q >= 0.005 && q <= 0.995).toBe(true);
      }),
    );
  });
});
