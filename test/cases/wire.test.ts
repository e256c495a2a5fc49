import { describe, expect, test } from 'vitest';
import { ratiosAt } from '../../shared/cases/derive.ts';
import { fromWire } from '../../shared/cases/from-wire.ts';
import { toWire } from '../../shared/cases/wire.ts';
import { AppError } from '../../shared/errors.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';

const library = loadLibrary();
const record = writeCase(library, {
  description: 'A woman of 34 with headache',
  primaryDiagnosis: 'migraine',
  seed: 5,
  difficulty: 'typical',
});
const wire = toWire(record);

describe('the wire', () => {
  test('there and back is the same record, through JSON', () => {
    expect(fromWire(JSON.parse(JSON.stringify(wire)))).toEqual(record);
  });

  test('holds every finding against every bucket of every tier, once', () => {
    const { tier1, tier2, leaves } = record.framework;
    const keys = wire.feature_likelihood_ratios.map(
      ({ feature_id, bucket_id, tier_level }) => `${feature_id}/${tier_level}/${bucket_id}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(record.findings.length * (tier1.length + tier2.length + leaves.length));
  });

  test('gives the ratio in force: LR+ where present, LR− where absent', () => {
    for (const row of wire.feature_likelihood_ratios)
      expect(row.likelihood_ratio).toBe(row.present ? row.lr_positive : row.lr_negative);
  });

  test('names priors by bucket as older clients read them, summing to 1 in every tier', () => {
    for (const { buckets, a_priori_probabilities } of wire.diagnostic_framework) {
      expect(Object.keys(a_priori_probabilities)).toEqual(buckets.map(({ name }) => name));
      expect(Object.values(a_priori_probabilities).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    }
  });

  test('an unknown state is sent as null and moves nothing', () => {
    const [first, ...rest] = record.findings;
    if (!first) throw new Error('no findings');
    const open = { ...record, findings: [{ ...first, present: null }, ...rest] };
    expect(toWire(open).feature_likelihood_ratios[0]).toMatchObject({ present: null, likelihood_ratio: 1 });
    expect(ratiosAt(open, 3)[0]?.inForce).toBeNull();
    expect(fromWire(toWire(open))).toEqual(open);
  });

  test('what does not fit is named field by field', () => {
    const broken = {
      ...wire,
      title: 5,
      feature_likelihood_ratios: wire.feature_likelihood_ratios.map((row, i) =>
        i === 0 ? { ...row, likelihood_ratio: 'two' } : row,
      ),
    };
    try {
      fromWire(broken);
      expect.fail('it was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).errors.map(({ path }) => path)).toEqual([
        'title',
        'feature_likelihood_ratios.0.likelihood_ratio',
      ]);
    }
  });

  test('a probability outside the stored range is refused, never clipped in silence', () => {
    const rows = wire.feature_likelihood_ratios.map((row) => (row.tier_level === 3 ? { ...row, probability: 0.9999 } : row));
    expect(() => fromWire({ ...wire, feature_likelihood_ratios: rows })).toThrow(AppError);
  });

  test.each([
    [
      'a finding without its row',
      { feature_likelihood_ratios: wire.feature_likelihood_ratios.filter(({ feature_id }) => feature_id !== 'h1') },
    ],
    [
      'an unknown parent',
      {
        diagnostic_framework: wire.diagnostic_framework.map((tier) => ({
          ...tier,
          buckets: tier.buckets.map((bucket) => ({ ...bucket, parent_id: tier.tier_level === 3 ? 'nobody' : bucket.parent_id })),
        })),
      },
    ],
    [
      'a finding twice',
      {
        case_details: {
          ...wire.case_details,
          history_questions: [...wire.case_details.history_questions, ...wire.case_details.history_questions.slice(0, 1)],
        },
      },
    ],
    [
      'a row of a finding that is not there',
      {
        feature_likelihood_ratios: [
          ...wire.feature_likelihood_ratios,
          ...wire.feature_likelihood_ratios
            .filter(({ tier_level }) => tier_level === 3)
            .slice(0, 1)
            .map((row) => ({ ...row, feature_id: 'h99' })),
        ],
      },
    ],
  ])('%s is refused by name', (_, broken) => {
    expect(() => fromWire({ ...wire, ...broken })).toThrow(AppError);
    expect(({} as Record<string, unknown>).probability).toBeUndefined();
  });

  test('an id that names a prototype reaches no prototype', () => {
    const [row] = wire.feature_likelihood_ratios.filter(({ tier_level }) => tier_level === 3);
    const rows = [
      ...wire.feature_likelihood_ratios,
      ...(row ? [{ ...row, feature_id: '__proto__', bucket_id: 'polluted' }] : []),
    ];
    fromWire({ ...wire, feature_likelihood_ratios: rows });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
