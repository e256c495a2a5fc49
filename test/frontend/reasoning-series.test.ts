import { describe, expect, test } from 'vitest';
import {
  barsOf,
  comparedOf,
  passageAtDoor,
  passageInCase,
  pointsOf,
  weightiestFor,
} from '../../frontend/src/pages/reasoning/series-of.ts';
import { analyzeCase } from '../../shared/cases/analyze-case.ts';
import { rowOf } from '../../shared/cases/derive.ts';
import { priorsOf } from '../../shared/cases/framework.ts';
import { analysisBody } from '../../shared/http/analysis-body.ts';
import { posterior } from '../../shared/reasoning/bayes.ts';
import { caseRecord } from '../helpers/record.ts';

const record = caseRecord();
const analysis = analysisBody(analyzeCase(record));

describe.each(analysis.tiers)('tier $tier_level', (tier) => {
  test('every point of the path has one share a bucket, and the last is where the case ends', () => {
    const points = pointsOf(analysis, tier);
    expect(points).toHaveLength(record.findings.length + 1);
    expect(points.at(-1)?.shares).toEqual(tier.buckets.map((bucket) => bucket.posterior));
  });

  test('as the first question, the LR of the matrix leads to the posterior of that one answer', () => {
    for (const { id, present } of record.findings)
      for (const bucket of tier.buckets) {
        const passage = passageAtDoor(tier, id, bucket.bucket_id);
        if (!passage || !present || tier.tier_level !== 3) continue;
        const after = posterior(priorsOf(record.framework), [{ likelihoods: rowOf(record, id), present }]);
        expect(passage.after).toBeCloseTo(after[tier.buckets.indexOf(bucket)] ?? Number.NaN, 9);
      }
  });

  test('at its place in the case, each answer starts where the one before it ended', () => {
    const { bucket_id } = tier.primary;
    const passages = record.findings.map(({ id }) => passageInCase(tier, id, bucket_id));
    passages.slice(1).forEach((passage, i) => {
      expect(passage?.before).toBe(passages[i]?.after);
    });
    expect(passages[0]?.before).toBe(tier.primary.prior);
    expect(passages[0]?.ratio).toBeCloseTo(passageAtDoor(tier, record.findings[0]?.id ?? '', bucket_id)?.ratio ?? Number.NaN, 6);
    expect(passages.at(-1)?.after).toBe(tier.primary.posterior);
  });

  test('the tornado starts with the widest bar, the rules with the likeliest bucket', () => {
    const bars = barsOf(analysis, tier);
    const swings = bars.map(({ lowered, raised }) => Math.abs(raised - lowered));
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
    expect(comparedOf(tier)[0]?.id).toBe(tier.simulator.bayes_leader);
    expect(analysis.findings.map(({ feature_id }) => feature_id)).toContain(weightiestFor(tier));
  });
});
