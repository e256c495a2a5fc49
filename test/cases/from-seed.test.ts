import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { ratiosAt } from '../../shared/cases/derive.ts';
import { bucketsOf, priorsOf, tierLevels } from '../../shared/cases/framework.ts';
import { recordFromSeed, type SeedInput } from '../../shared/cases/from-seed.ts';
import { fromWire } from '../../shared/cases/from-wire.ts';
import { toWire } from '../../shared/cases/wire.ts';
import { AppError } from '../../shared/errors.ts';
import { bucketPrior } from '../../shared/reasoning/bayes.ts';
import { libraryCases } from '../exports/library-cases.ts';
import { asOlderClient } from '../helpers/as-older-client.ts';
import { caseRecord } from '../helpers/record.ts';

const sender = { who: 'educator', at: '2026-01-01T00:00:00.000Z' };
const cases = libraryCases(40);
const anyCase = fc.constantFrom(...cases);
const rebuilt = (seed: unknown): ReturnType<typeof recordFromSeed> => recordFromSeed(JSON.parse(JSON.stringify(seed)), sender);

/** Priors of every bucket by tier and name. */
const priorsByName = ({ framework }: CaseRecord): Map<string, number> =>
  new Map(
    tierLevels.flatMap((tier) =>
      bucketsOf(framework, tier).map(
        ({ name, members }) => [`${tier} ${name}`, bucketPrior(priorsOf(framework), members)] as const,
      ),
    ),
  );

type Read = 'inForce' | 'lrPositive';
const ratiosByName = (record: CaseRecord, which: Read): Map<string, number> =>
  new Map(
    tierLevels.flatMap((tier) =>
      ratiosAt(record, tier).map((ratio) => [
        `${ratio.finding.category}/${ratio.finding.finding}/${tier}/${ratio.bucket.name}`,
        ratio[which] ?? Number.NaN,
      ]),
    ),
  );

/** The largest gap between two maps of numbers, in log; of other keys it is infinite. */
function farthest(asked: ReadonlyMap<string, number>, got: ReadonlyMap<string, number>): number {
  if (asked.size !== got.size) return Infinity;
  return Math.max(...[...asked].map(([key, value]) => Math.abs(Math.log((got.get(key) ?? Number.NaN) / value)))) || 0;
}

const parentsByName = ({ framework: { tier1, tier2, leaves } }: CaseRecord): string[][] => [
  ...leaves.map(({ name, parentId }) => [name, tier2.find(({ id }) => id === parentId)?.name ?? '']),
  ...tier2.map(({ name, parentId }) => [name, tier1.find(({ id }) => id === parentId)?.name ?? '']),
];
const primaryOf = ({ framework: { leaves, primaryLeafId } }: CaseRecord) => leaves.find(({ id }) => id === primaryLeafId)?.name;

describe('a case of an older client', () => {
  test('has the priors of every tier, the tree and the primary leaf that it had', () => {
    fc.assert(
      fc.property(anyCase, ({ record }) => {
        const { record: again, moved } = rebuilt(asOlderClient(record));
        const [before, after] = [priorsByName(record), priorsByName(again)];
        for (const [name, prior] of before) expect(Math.abs(prior - (after.get(name) ?? 9)), name).toBeLessThanOrEqual(1e-6);
        expect(parentsByName(again)).toEqual(parentsByName(record));
        expect(primaryOf(again)).toBe(primaryOf(record));
        expect(moved).toEqual([]);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('keeps every LR that it sends, and reads it as LR+ until the state is said', () => {
    fc.assert(
      fc.property(anyCase, ({ record }) => {
        const { record: again } = rebuilt(asOlderClient(record));
        expect(farthest(ratiosByName(record, 'inForce'), ratiosByName(again, 'lrPositive'))).toBeLessThan(0.005);
        expect(again.findings.map(({ present }) => present)).toEqual(record.findings.map(() => null));
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  test('with states has the LRs in force that it sends', () => {
    fc.assert(
      fc.property(anyCase, ({ record }) => {
        const states = new Map(record.findings.map(({ finding, present }) => [finding, present]));
        const seed = asOlderClient(record);
        const rows = seed.feature_likelihood_ratios.map((row) => ({ ...row, present: states.get(row.feature_name) ?? null }));
        const { record: again, moved } = rebuilt({ ...seed, feature_likelihood_ratios: rows });
        expect(farthest(ratiosByName(record, 'inForce'), ratiosByName(again, 'inForce'))).toBeLessThan(0.005);
        expect(moved).toEqual([]);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  test('loses no words', () => {
    for (const { record } of cases) {
      const seed = asOlderClient(record);
      const { record: again } = rebuilt(seed);
      expect(asOlderClient(again).case_details).toEqual(seed.case_details);
      expect(again).toMatchObject({
        title: record.title,
        description: record.description,
        primaryDiagnosis: record.primaryDiagnosis,
      });
      expect(again.findings.map(({ finding }) => finding).toSorted()).toEqual(
        record.findings.map(({ finding }) => finding).toSorted(),
      );
    }
  });

  test('rounded to two decimals moves by rounding alone', () => {
    for (const { record } of cases.slice(0, 12)) {
      const seed = asOlderClient(record);
      const rows = seed.feature_likelihood_ratios.map((row) => ({
        ...row,
        likelihood_ratio: Math.max(0.01, Number(row.likelihood_ratio.toFixed(2))),
      }));
      const { moved } = rebuilt({ ...seed, feature_likelihood_ratios: rows });
      for (const { asked, got } of moved) expect(Math.abs(asked - got)).toBeLessThan(0.05 + 0.05 * asked);
    }
  });

  test('names every number after its sender', () => {
    const { record } = rebuilt(asOlderClient(caseRecord()));
    for (const row of Object.values(record.likelihoods))
      for (const { provenance } of Object.values(row)) expect(provenance).toMatchObject({ source: 'author', ...sender });
    for (const { provenance } of record.framework.leaves) expect(provenance).toEqual({ source: 'author', ...sender });
  });
});

describe('a case with our own fields', () => {
  test('is the same record', () => {
    for (const { record } of cases) {
      const { record: again, moved, notes } = rebuilt(toWire(record));
      expect(again).toEqual(record);
      expect([moved, notes]).toEqual([[], []]);
    }
  });

  test('may come with the time that a reply took', () => {
    const wire = toWire(caseRecord());
    expect(rebuilt({ ...wire, generation: { ...wire.generation, elapsed_ms: 4 } }).record).toEqual(caseRecord());
  });

  test('whose client changed one LR keeps the sources of what stayed', () => {
    const record = caseRecord();
    const wire = toWire(record);
    const changed = wire.feature_likelihood_ratios.findIndex(({ tier_level, present }) => tier_level === 3 && present);
    const rows = wire.feature_likelihood_ratios.map((row, i) =>
      i === changed ? { ...row, likelihood_ratio: row.likelihood_ratio * 1.2 } : row,
    );
    const feature = rows[changed]?.feature_id ?? '';
    const { record: again } = rebuilt({ ...wire, feature_likelihood_ratios: rows });
    const { [feature]: own, ...others } = again.likelihoods;
    const { [feature]: before, ...othersBefore } = record.likelihoods;
    expect(others).toEqual(othersBefore);
    const touched = Object.entries(own ?? {}).filter(
      ([leaf, cell]) => cell !== before?.[leaf] && cell.provenance.source === 'author',
    );
    expect(touched.length).toBeGreaterThan(0);
    for (const [leaf, { provenance }] of touched) expect(provenance).toMatchObject({ ...sender, replaced: before?.[leaf] });
  });

  test('whose client changed a prior, not the LRs beside it, keeps its likelihoods', () => {
    const record = caseRecord();
    const wire = toWire(record);
    const [one, two] = record.framework.leaves.toSorted((a, b) => b.prior - a.prior);
    const framework = wire.diagnostic_framework.map((tier) =>
      tier.tier_level === 3
        ? {
            ...tier,
            a_priori_probabilities: {
              ...tier.a_priori_probabilities,
              [one?.name ?? '']: (one?.prior ?? 0) + 0.01,
              [two?.name ?? '']: (two?.prior ?? 0) - 0.01,
            },
          }
        : tier,
    );
    const { record: again, notes } = rebuilt({ ...wire, diagnostic_framework: framework });
    expect(again.likelihoods).toEqual(record.likelihoods);
    expect(again.framework.leaves.find(({ id }) => id === one?.id)).toMatchObject({
      prior: (one?.prior ?? 0) + 0.01,
      provenance: { source: 'author' },
    });
    expect(notes.every((note) => note.startsWith('Tier '))).toBe(true);
  });
});

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
