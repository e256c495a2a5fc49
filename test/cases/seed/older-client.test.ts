import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../../shared/cases/case.ts';
import { ratiosAt } from '../../../shared/cases/derive.ts';
import { bucketsOf, priorsOf, tierLevels } from '../../../shared/cases/framework.ts';
import { bucketPrior } from '../../../shared/reasoning/bayes.ts';
import { libraryCases } from '../../exports/library-cases.ts';
import { asOlderClient } from '../../helpers/as-older-client.ts';
import { caseRecord } from '../../helpers/record.ts';
import { parentsByName, rebuilt, sender } from './rebuilt.ts';

const cases = libraryCases(40);
const anyCase = fc.constantFrom(...cases);

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
