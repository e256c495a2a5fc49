import { describe, expect, test } from 'vitest';
import { recordFromSeed } from '../../../shared/cases/from-seed.ts';
import { fromWire } from '../../../shared/cases/from-wire.ts';
import { toWire } from '../../../shared/cases/wire.ts';
import { AppError } from '../../../shared/errors.ts';
import { asOlderClient } from '../../helpers/as-older-client.ts';
import { caseRecord } from '../../helpers/record.ts';
import { sender } from './rebuilt.ts';

describe('what does not fit is named', () => {
  const seed = asOlderClient(caseRecord());
  const [first] = seed.feature_likelihood_ratios;
  if (!first) throw new Error('no rows');
  const withRow = (row: object) => ({
    ...seed,
    feature_likelihood_ratios: [{ ...first, ...row }, ...seed.feature_likelihood_ratios.slice(1)],
  });
  const withTier3 = (given: Record<string, unknown>) => ({
    ...seed,
    diagnostic_framework: seed.diagnostic_framework.map((tier) =>
      tier.tier_level === 3 ? { ...tier, a_priori_probabilities: { ...tier.a_priori_probabilities, ...given } } : tier,
    ),
  });
  const [leaf = ''] = Object.keys(seed.diagnostic_framework[2]?.a_priori_probabilities ?? {});
  test.each<[string, unknown, string]>([
    ['no object', 'text', '(body)'],
    ['no details', { ...seed, case_details: undefined }, 'case_details'],
    [
      'an unknown feature',
      { ...seed, feature_likelihood_ratios: [...seed.feature_likelihood_ratios, { ...first, feature_name: 'zzz' }] },
      `feature_likelihood_ratios.${seed.feature_likelihood_ratios.length}.feature_name`,
    ],
    ['an unknown bucket', withRow({ diagnostic_bucket: 'zzz' }), 'feature_likelihood_ratios.0.diagnostic_bucket'],
    ['a zero', withRow({ likelihood_ratio: 0 }), 'feature_likelihood_ratios.0.likelihood_ratio'],
    ['a negative', withRow({ likelihood_ratio: -1 }), 'feature_likelihood_ratios.0.likelihood_ratio'],
    ['text for a number', withRow({ likelihood_ratio: '2' }), 'feature_likelihood_ratios.0.likelihood_ratio'],
    [
      'a row that stands twice',
      { ...seed, feature_likelihood_ratios: [...seed.feature_likelihood_ratios, first] },
      `feature_likelihood_ratios.${seed.feature_likelihood_ratios.length}`,
    ],
    ['two tiers', { ...seed, diagnostic_framework: seed.diagnostic_framework.slice(1) }, 'diagnostic_framework'],
    [
      'a tier twice',
      { ...seed, diagnostic_framework: seed.diagnostic_framework.map((tier) => ({ ...tier, tier_level: 1 })) },
      'diagnostic_framework',
    ],
    ['a probability for nobody', withTier3({ zzz: 0.1 }), 'diagnostic_framework.2.a_priori_probabilities.zzz'],
    ['a probability of 0', withTier3({ [leaf]: 0 }), `diagnostic_framework.2.a_priori_probabilities.${leaf}`],
    ['probabilities that add up to 1.5', withTier3({ [leaf]: 0.99 }), 'diagnostic_framework.2.a_priori_probabilities'],
    [
      'a door chart of another shape',
      { ...seed, case_details: { ...seed.case_details, door_chart: { age: 'old' } } },
      'case_details.door_chart.name',
    ],
    ['a lone surrogate', { ...seed, title: '\ud800' }, 'title'],
  ])('%s', (_, value, path) => {
    try {
      recordFromSeed(value, sender);
      expect.fail('it was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).errors.map((field) => field.path)).toContain(path);
    }
  });

  test('a list that contradicts itself is fitted, and what moved is told', () => {
    const rows = seed.feature_likelihood_ratios.map((row) =>
      row.feature_name === first.feature_name ? { ...row, likelihood_ratio: 3 } : row,
    );
    const { record, moved } = recordFromSeed({ ...seed, feature_likelihood_ratios: rows }, sender);
    expect(moved.length).toBeGreaterThan(0);
    for (const { feature_name, asked, got } of moved) {
      expect([feature_name, asked]).toEqual([first.feature_name, 3]);
      expect(Math.abs(Math.log(got / 3))).toBeGreaterThan(0.005);
    }
    expect(fromWire(toWire(record))).toEqual(record);
  });

  test('a finding that nobody gave ratios for waits for them', () => {
    const rows = seed.feature_likelihood_ratios.filter(({ feature_name }) => feature_name !== first.feature_name);
    const items = seed.case_details.history_questions.map((item, i) =>
      i === 0
        ? { ...item, finding: first.feature_name }
        : {
            ...item,
            finding: rows
              .filter(({ feature_category }) => feature_category === 'history')
              .map(({ feature_name }) => feature_name)
              .filter((name, at, all) => all.indexOf(name) === at)[i - 1],
          },
    );
    const { record } = recordFromSeed(
      { ...seed, case_details: { ...seed.case_details, history_questions: items }, feature_likelihood_ratios: rows },
      sender,
    );
    for (const cell of Object.values(record.likelihoods.h1 ?? {}))
      expect(cell).toEqual({ probability: 0.5, provenance: { source: 'not_estimated' } });
  });

  test('questions are names of features in the old system’s own files', () => {
    const { record } = recordFromSeed(
      {
        ...seed,
        feature_likelihood_ratios: seed.feature_likelihood_ratios
          .filter(({ feature_category }) => feature_category === 'history')
          .map((row) => {
            const features = [...new Set(seed.feature_likelihood_ratios.map(({ feature_name }) => feature_name))];
            return {
              ...row,
              feature_name: seed.case_details.history_questions[features.indexOf(row.feature_name)]?.question ?? '',
            };
          }),
      },
      sender,
    );
    expect(record.findings[0]).toMatchObject({ finding: seed.case_details.history_questions[0]?.question, present: null });
  });
});
