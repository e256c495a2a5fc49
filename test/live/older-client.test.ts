import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, postgresMissing, type TestDatabase } from '../helpers/database.ts';
import { type RunningApi, startApi } from '../helpers/running-api.ts';

/**
 * A client of the older system: it knows the fields of the contract that were there before ours, sends `model` and
 * `temperature` in the query, and knows nothing of ETags, ids, states or parents. What it sends back has its fields only.
 */
type History = { question: string; expected_answer: string };
type Exam = { examination: string; findings: string };
type Workup = { test: string; rationale: string };
type Details = {
  presentation: string;
  patient_personality: string;
  history_questions: History[];
  physical_exam_findings: Exam[];
  diagnostic_workup: Workup[];
};
type Tier = {
  tier_level: number;
  buckets: { name: string; description: string }[];
  a_priori_probabilities: Record<string, number>;
};
type Ratio = {
  feature_name: string;
  feature_category: string;
  diagnostic_bucket: string;
  tier_level: number;
  likelihood_ratio: number;
};
type Case = { case_details: Details; diagnostic_framework: Tier[]; feature_likelihood_ratios: Ratio[] };

const pick = <T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;

/** Only what the older client knows of a case. */
const known = (body: Case): Case => ({
  case_details: {
    ...pick(body.case_details, ['presentation', 'patient_personality']),
    history_questions: body.case_details.history_questions.map((item) => pick(item, ['question', 'expected_answer'])),
    physical_exam_findings: body.case_details.physical_exam_findings.map((item) => pick(item, ['examination', 'findings'])),
    diagnostic_workup: body.case_details.diagnostic_workup.map((item) => pick(item, ['test', 'rationale'])),
  },
  diagnostic_framework: body.diagnostic_framework.map(({ tier_level, buckets, a_priori_probabilities }) => ({
    tier_level,
    buckets: buckets.map((bucket) => pick(bucket, ['name', 'description'])),
    a_priori_probabilities,
  })),
  feature_likelihood_ratios: body.feature_likelihood_ratios.map((ratio) =>
    pick(ratio, ['feature_name', 'feature_category', 'diagnostic_bucket', 'tier_level', 'likelihood_ratio']),
  ),
});

describe.skipIf(postgresMissing)('a client of the older system', () => {
  let database: TestDatabase;
  let api: RunningApi;
  beforeAll(async () => {
    database = await createTestDatabase();
    api = await startApi({ POSTGRES_URL: database.url, REDIS_URL: '' });
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  const description = '34-year-old woman, one-sided throbbing headache since this morning';
  const primary_diagnosis = 'Migraine';
  const put = (body: object) =>
    api.ask('/edit-case', { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const ok = async (reply: Promise<{ status: number; body: object; text: string }>) => {
    const { status, body, text } = await reply;
    expect(status, text.slice(0, 500)).toBe(200);
    return body as Case & Record<string, unknown>;
  };

  test('previews, gets, edits, regenerates, finalizes, lists and exports in one run', async () => {
    const preview = await ok(api.post('/preview-case?model=library&temperature=0.7', { description, primary_diagnosis }));
    const session_id = preview.session_id as string;

    const mine = known(await ok(api.ask(`/session/${session_id}`)));
    mine.case_details.presentation = 'She sits in the dark with a hand over one eye.';
    const [question] = mine.case_details.history_questions;
    if (question) question.expected_answer = `${question.expected_answer} That is all I can say.`;
    mine.case_details.history_questions.push({ question: 'Have you been abroad?', expected_answer: 'No, not this year.' });
    const tier2 = mine.diagnostic_framework[1];
    const [bucket] = tier2?.buckets ?? [];
    if (bucket && tier2) {
      const { [bucket.name]: prior = 0, ...others } = tier2.a_priori_probabilities;
      bucket.name = 'Renamed by hand';
      tier2.a_priori_probabilities = { 'Renamed by hand': prior, ...others };
      for (const ratio of mine.feature_likelihood_ratios)
        if (ratio.tier_level === 2 && !(ratio.diagnostic_bucket in tier2.a_priori_probabilities))
          ratio.diagnostic_bucket = 'Renamed by hand';
    }
    const edited = mine.feature_likelihood_ratios.find(
      ({ tier_level, likelihood_ratio }) => tier_level === 2 && likelihood_ratio > 1.2,
    );
    if (edited) edited.likelihood_ratio = 1.1;
    const saved = await ok(put({ session_id, ...mine }));
    expect(saved).toMatchObject({ status: 'success', message: expect.any(String), session_id });

    const after = known(await ok(api.ask(`/session/${session_id}`)));
    expect(after.case_details).toEqual(mine.case_details);
    expect(after.diagnostic_framework[1]?.buckets[0]?.name).toBe('Renamed by hand');
    const found = after.feature_likelihood_ratios.find(
      ({ feature_name, diagnostic_bucket, tier_level }) =>
        feature_name === edited?.feature_name && diagnostic_bucket === edited.diagnostic_bucket && tier_level === 2,
    );
    expect(found?.likelihood_ratio).toBeCloseTo(1.1, 9);

    const regenerated = await ok(
      api.post('/regenerate-lrs', { session_id, ...pick(after, ['case_details', 'diagnostic_framework']) }),
    );
    expect(regenerated.feature_likelihood_ratios).toHaveLength(after.feature_likelihood_ratios.length);

    const last = known(await ok(api.ask(`/session/${session_id}`)));
    const final = await ok(
      api.post('/finalize-case', {
        session_id,
        title: 'Dark room',
        description,
        primary_diagnosis,
        ...last,
      }),
    );
    expect(final).toMatchObject({ case_id: expect.any(Number) });
    expect(known(final).case_details).toEqual(last.case_details);

    const cases = (await ok(api.ask('/cases'))) as unknown as { case_id: number; title: string; primary_diagnosis: string }[];
    expect(cases).toMatchObject([{ case_id: final.case_id, title: 'Dark room', primary_diagnosis }]);
    expect(known(await ok(api.ask(`/case/${final.case_id}`))).case_details).toEqual(last.case_details);
    const listing = await ok(api.ask(`/case/${final.case_id}/simulator-exports`));
    expect(listing).toMatchObject({ case_id: final.case_id, available_tiers: [1, 2, 3] });
    for (const path of [
      'lr-matrix-csv?tier_level=2',
      'lr-matrix-excel?tier_level=2',
      'prior-probabilities?tier_level=2',
      'case-summary',
    ])
      expect((await api.ask(`/case/${final.case_id}/simulator-export/${path}`)).status, path).toBe(200);
    expect((await api.ask(`/case/${final.case_id}/output-files`)).status).toBe(200);
  });

  test('generates and saves in one step', async () => {
    const made = await ok(api.post('/generate-case?model=library&temperature=1', { description, primary_diagnosis }));
    expect(made).toMatchObject({ case_id: expect.any(Number), case_details: { presentation: expect.any(String) } });
  });

  test('finalizes what it holds when its session is gone', async () => {
    const preview = known(await ok(api.post('/preview-case?model=library', { description, primary_diagnosis, seed: 5 })));
    const final = await api.post('/finalize-case', { session_id: 'expired-1', description, primary_diagnosis, ...preview });
    // Nothing of the older fields says what a finding's state or a test's result is: the author is asked for a reason.
    expect(final.status).toBe(422);
    expect((final.body.audits as { id: string }[]).map(({ id }) => id)).toContain('test-without-result');
    const forced = await ok(
      api.post('/finalize-case', {
        session_id: 'expired-1',
        description,
        primary_diagnosis,
        ...preview,
        override_reason: 'kept',
      }),
    );
    expect(known(forced).case_details).toEqual(preview.case_details);
  });
});
