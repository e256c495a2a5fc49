import { describe, expect, test } from 'vitest';
import { bucketsOf } from '../../../shared/cases/framework.ts';
import type { SeedInput } from '../../../shared/cases/from-seed.ts';
import { parentsByName, rebuilt } from './rebuilt.ts';

describe('the tree of an older client', () => {
  const tier = (level: 1 | 2 | 3, given: Record<string, number>): SeedInput['diagnostic_framework'][number] => ({
    tier_level: level,
    buckets: Object.keys(given).map((name) => ({ name, description: '' })),
    a_priori_probabilities: given,
  });
  const seedOf = (tiers: SeedInput['diagnostic_framework']): SeedInput => ({
    primary_diagnosis: 'PE',
    case_details: {
      presentation: '',
      patient_personality: '',
      history_questions: [],
      physical_exam_findings: [],
      diagnostic_workup: [],
    },
    diagnostic_framework: tiers,
    feature_likelihood_ratios: [],
  });
  const treeOf = (...tiers: SeedInput['diagnostic_framework']) => {
    const { record, notes } = rebuilt(seedOf(tiers));
    return { parents: Object.fromEntries(parentsByName(record)), notes, record };
  };

  test('follows the sums, whatever the names say', () => {
    const { parents, notes } = treeOf(
      tier(1, { Heart: 0.7, Lung: 0.3 }),
      tier(2, { Coronary: 0.7, Embolic: 0.3 }),
      tier(3, { 'Coronary lung': 0.2, Infarction: 0.5, Angina: 0.2, Pneumonia: 0.1 }),
    );
    expect(parents).toMatchObject({ Infarction: 'Coronary', Pneumonia: 'Embolic', Coronary: 'Heart', Embolic: 'Lung' });
    expect(notes.some((note) => note.startsWith('Tier'))).toBe(false);
  });

  test('follows the names where the sums leave a choice', () => {
    const { parents } = treeOf(
      tier(1, { Cardiovascular: 0.5, Pulmonary: 0.5 }),
      tier(2, { 'Cardiac ischaemia': 0.5, 'Pulmonary vascular': 0.5 }),
      tier(3, {
        'Pulmonary embolism': 0.25,
        'Cardiac syndrome X': 0.25,
        'Ischaemia, silent': 0.25,
        'Pulmonary infarction': 0.25,
      }),
    );
    expect(parents).toMatchObject({
      'Pulmonary embolism': 'Pulmonary vascular',
      'Pulmonary infarction': 'Pulmonary vascular',
      'Cardiac syndrome X': 'Cardiac ischaemia',
      'Ischaemia, silent': 'Cardiac ischaemia',
      'Cardiac ischaemia': 'Cardiovascular',
    });
  });

  test('whose upper tiers say something else is that of its leaves, and the reply says what moved', () => {
    const { record, notes } = treeOf(
      tier(1, { A: 0.6, B: 0.4 }),
      tier(2, { 'A one': 0.3, 'A two': 0.3, 'B one': 0.4 }),
      tier(3, { 'A one x': 0.3, 'A two x': 0.2, 'B one x': 0.5 }),
    );
    expect(record.framework.leaves.map(({ prior }) => prior)).toEqual([0.3, 0.2, 0.5]);
    expect(notes.filter((note) => note.startsWith('Tier'))).toEqual([
      'Tier 1: "A" was given as 0.600 and is 0.500, the sum of its tier-3 buckets.',
      'Tier 1: "B" was given as 0.400 and is 0.500, the sum of its tier-3 buckets.',
      'Tier 2: "A two" was given as 0.300 and is 0.200, the sum of its tier-3 buckets.',
      'Tier 2: "B one" was given as 0.400 and is 0.500, the sum of its tier-3 buckets.',
    ]);
  });

  test('with fewer leaves than groups keeps every group', () => {
    const { record, notes } = treeOf(
      tier(1, { A: 0.6, B: 0.3, C: 0.1 }),
      tier(2, { One: 0.6, Two: 0.3, Three: 0.1 }),
      tier(3, { X: 0.7, Y: 0.3 }),
    );
    expect(record.framework.leaves).toHaveLength(3);
    expect(record.framework.leaves.reduce((sum, { prior }) => sum + prior, 0)).toBeCloseTo(1, 12);
    expect(notes).toContainEqual(expect.stringContaining('No tier-3 bucket was left'));
  });

  test('of sixty leaves is found in bounded time', () => {
    const leaves = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`Leaf ${i}`, 1 / 60]));
    const groups = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`Group ${i}`, 1 / 8]));
    const start = performance.now();
    const { record } = treeOf(tier(1, { A: 0.5, B: 0.5 }), tier(2, groups), tier(3, leaves));
    expect(performance.now() - start).toBeLessThan(5_000);
    for (const { members } of bucketsOf(record.framework, 2)) expect(members.length).toBeGreaterThanOrEqual(7);
  });

  test.each([
    ['adds up to 0.97', { Embolism: 0.57, Pneumonia: 0.4 }, [0.57 / 0.97, 0.4 / 0.97]],
    ['adds up to 1', { Embolism: 0.6, Pneumonia: 0.4 }, [0.6, 0.4]],
  ])('whose leaves %s sums to 1 afterwards', (_, leaves, priors) => {
    const { record } = treeOf(tier(1, { A: 0.6, B: 0.4 }), tier(2, { C: 0.6, D: 0.4 }), tier(3, leaves));
    expect(record.framework.leaves.map(({ prior }) => prior)).toEqual(priors);
  });
});
