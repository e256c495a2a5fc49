import { describe, expect, test } from 'vitest';
import { analyzePost } from '../../functions/analyze-post.ts';
import { analyzeCase, mostFindings } from '../../shared/cases/analyze-case.ts';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { posteriorOf } from '../../shared/cases/derive.ts';
import { toWire } from '../../shared/cases/wire.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';
import type { analysisBody } from '../../shared/http/analysis-body.ts';
import { sum } from '../../shared/reasoning/probability.ts';
import { keepDraft } from '../helpers/draft.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { caseRecord } from '../helpers/record.ts';
import { bodyOf, context, post } from '../helpers/requests.ts';

type Body = ReturnType<typeof analysisBody> & { session_id: string | null; case_id: number | null; version: number | null };
const library = loadLibrary();
const written = (primaryDiagnosis: string, difficulty: 'typical' | 'atypical' = 'typical'): CaseRecord =>
  writeCase(library, { description: 'A person of 60', primaryDiagnosis, seed: 3, difficulty });

const ask = (body: unknown, deps = fakeDeps()) => analyzePost(post('/analyze', body), context(), deps);
const analyzed = async (body: unknown, deps = fakeDeps()): Promise<Body> => {
  const reply = await ask(body, deps);
  expect(reply.status).toBe(200);
  return bodyOf(reply) as unknown as Body;
};

describe('a case of the library', () => {
  test.each(['migraine', 'inferior STEMI', 'pulmonary embolism'])('%s: the tiers tell one story', async (diagnosis) => {
    const record = written(diagnosis);
    const body = await analyzed({ case: toWire(record) });
    expect(body.assumption).toMatch(/independent given the diagnosis/);
    expect(body.tiers.map(({ tier_level }) => tier_level)).toEqual([1, 2, 3]);
    const leaves = body.tiers[2];
    posteriorOf(record).forEach((p, i) => {
      expect(leaves?.buckets[i]?.posterior).toBeCloseTo(p, 12);
    });
    for (const tier of body.tiers) {
      const posterior = tier.buckets.map((bucket) => bucket.posterior);
      expect(sum(posterior)).toBeCloseTo(1, 9);
      expect(tier.path.map(({ feature_id }) => feature_id)).toEqual(record.findings.map(({ id }) => id));
      expect(tier.path.at(-1)?.posterior).toEqual(posterior);
      expect(sum(tier.path.map(({ information }) => information))).toBeCloseTo(tier.entropy.prior - tier.entropy.final, 9);
      expect(tier.primary.final_rank).toBe(1);
      expect(tier.path.at(-1)?.best_next).toBeNull();
      expect(tier.first_question?.feature_id).toBe(tier.best_order[0]?.feature_id);
      expect(tier.expected_information.after_steps).toHaveLength(record.findings.length);
      expect(tier.sensitivity).toHaveLength(record.findings.length * tier.buckets.length);
      expect(tier.simulator.leader_highest - tier.simulator.leader_lowest).toBe(tier.simulator.leader_spread);
      tier.best_order.at(-1)?.posterior.forEach((p, i) => {
        expect(p).toBeCloseTo(posterior[i] ?? Number.NaN, 9);
      });
    }
    expect(JSON.stringify(body)).not.toMatch(/NaN|undefined/);
  });

  test('a finding without a state is left out of the path, listed, and still a question', async () => {
    const whole = caseRecord();
    const [first, ...rest] = whole.findings;
    if (!first) throw new Error('a case without findings');
    const body = await analyzed({ case: toWire({ ...whole, findings: [{ ...first, present: null }, ...rest] }) });
    expect(body.findings_without_state).toMatchObject([{ feature_id: first.id, present: null }]);
    for (const tier of body.tiers) {
      expect(tier.path).toHaveLength(rest.length);
      expect(tier.expected_information.feature_ids).toContain(first.id);
      expect(tier.path.at(-1)?.best_next?.feature_id).toBe(first.id);
      expect(tier.sensitivity.map(({ feature_id }) => feature_id)).not.toContain(first.id);
    }
  });

  test('a finding said twice is a pair, and counting it once gives the case without it', async () => {
    const whole = caseRecord();
    const [first] = whole.findings;
    const row = first && whole.likelihoods[first.id];
    if (!first || !row) throw new Error('a case without findings');
    const doubled: CaseRecord = {
      ...whole,
      findings: [...whole.findings, { ...first, id: 'again' }],
      likelihoods: { ...whole.likelihoods, again: row },
    };
    const [plain, body] = [await analyzed({ case: toWire(whole) }), await analyzed({ case: toWire(doubled) })];
    const pair = body.same_measure_pairs.find(({ feature_ids }) => feature_ids.includes('again'));
    expect(pair).toMatchObject({ feature_ids: [first.id, 'again'], reason: 'wording', left_out: 'again' });
    expect(body.same_measure_pairs).toHaveLength(plain.same_measure_pairs.length + 1);
    expect(pair?.primary_posterior_counted_once).toBeCloseTo(plain.tiers[2]?.primary.posterior ?? Number.NaN, 12);
    body.tiers[1]?.buckets.forEach((bucket, i) => {
      expect(bucket.posterior_counted_once).toBeCloseTo(plain.tiers[1]?.buckets[i]?.posterior_counted_once ?? Number.NaN, 12);
    });
  });

  test('without any finding prior and posterior are one', async () => {
    const body = await analyzed({ case: toWire({ ...caseRecord(), findings: [], likelihoods: {} }) });
    for (const tier of body.tiers) {
      for (const { prior, posterior, simulator_posterior } of tier.buckets) {
        expect(posterior).toBe(prior);
        expect(simulator_posterior).toBe(prior);
      }
      expect(tier).toMatchObject({ path: [], best_order: [], first_question: null, sensitivity: [] });
    }
  });
});

describe('what is looked at', () => {
  test('a draft and a saved case, with their versions', async () => {
    const deps = fakeDeps();
    await keepDraft(deps.sessions, 'draft-1', caseRecord());
    await deps.cases.save(caseRecord());
    const draft = await analyzed({ session_id: 'draft-1', case_id: null }, deps);
    const saved = await analyzed({ case_id: 1 }, deps);
    expect(draft).toMatchObject({ session_id: 'draft-1', case_id: null, version: 1 });
    expect(saved).toMatchObject({ session_id: null, case_id: 1, version: 1 });
    expect(saved.tiers).toEqual(draft.tiers);
    expect(saved.tiers).toEqual((await analyzed({ case: toWire(caseRecord()) })).tiers);
  });

  test.each([{ session_id: 'gone' }, { case_id: 99 }])('%o is not there: 404', async (body) => {
    expect((await ask(body)).status).toBe(404);
  });

  test.each([
    [{}, ['session_id', 'case_id', 'case']],
    [{ session_id: 'a', case_id: 1 }, ['session_id', 'case_id']],
    [{ case_id: '1' }, ['case_id']],
    [{ session_id: 'two words' }, ['session_id']],
    [{ case: 'text' }, ['case']],
    [{ case: { ...toWire(caseRecord()), primary_leaf_id: 'nobody' } }, ['case.primary_leaf_id']],
  ])('%#: 422 that names the field', async (body, paths) => {
    const reply = await ask(body);
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).errors?.map(({ path }) => path)).toEqual(paths);
  });

  test('a case of the wrong shape: 422 whose paths start at case', async () => {
    const reply = await ask({ case: { ...toWire(caseRecord()), title: 7 } });
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).errors).toMatchObject([{ path: 'case.title' }]);
  });

  test('priors that do not add up, and more findings than a case has: 422', () => {
    const record = caseRecord();
    const { framework } = record;
    const leaves = framework.leaves.map((leaf) => ({ ...leaf, prior: 0 }));
    expect(() => analyzeCase({ ...record, framework: { ...framework, leaves } })).toThrow(/add up to 1/);
    const findings = Array.from({ length: mostFindings + 1 }, () => record.findings[0]).filter((f) => f !== undefined);
    expect(() => analyzeCase({ ...record, findings })).toThrow(/at most/);
  });
});
