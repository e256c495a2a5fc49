import { describe, expect, test } from 'vitest';
import { caseGet } from '../../functions/case-get.ts';
import { casesGet } from '../../functions/cases-get.ts';
import { generateCasePost } from '../../functions/generate-case-post.ts';
import { libraryEntryGet } from '../../functions/library-entry-get.ts';
import { libraryGet } from '../../functions/library-get.ts';
import { sessionGet } from '../../functions/session-get.ts';
import { AppError } from '../../shared/errors.ts';
import { fakeDeps, memoryCases } from '../helpers/fake-deps.ts';
import { bodyOf, context, post, request } from '../helpers/requests.ts';

const wanted = { description: 'A teacher with headache', primary_diagnosis: 'migraine', seed: 1 };
const generate = (deps: ReturnType<typeof fakeDeps>, headers: Record<string, string> = {}, body: unknown = wanted) =>
  generateCasePost(post('/generate-case', body, headers), context(), deps);

describe('generating a case', () => {
  test('saves it whole and shows it by its number', async () => {
    const deps = fakeDeps();
    const made = bodyOf(await generate(deps));
    const shown = bodyOf(await caseGet(request('/case/1', { params: { case_id: '1' } }), context(), deps));
    expect(made.case_id).toBe(1);
    expect(shown).toMatchObject({
      case_id: 1,
      case_details: made.case_details,
      feature_likelihood_ratios: made.feature_likelihood_ratios,
    });
    const list = bodyOf(await casesGet(request('/cases'), context(), deps));
    expect(list).toMatchObject([{ case_id: 1, primary_diagnosis: 'migraine' }]);
  });

  test('repeated with the same key returns the first case; with another request it is a conflict', async () => {
    const deps = fakeDeps();
    const key = { 'idempotency-key': 'once' };
    expect(bodyOf(await generate(deps, key)).case_id).toBe(bodyOf(await generate(deps, key)).case_id);
    expect((await generate(deps, key, { ...wanted, seed: 2 })).status).toBe(409);
    expect((await generate(deps, { 'idempotency-key': 'two words' })).status).toBe(422);
  });

  test('without a database is 503 before anything is written', async () => {
    const down = async () => {
      throw new AppError('dependency-down', 'The database cannot be reached.', { dependency: 'database' });
    };
    const deps = fakeDeps({
      cases: { ...memoryCases(), ready: down },
      writers: { library: () => expect.fail('the writer was asked') },
    });
    const reply = await generate(deps);
    expect(reply.status).toBe(503);
    expect(bodyOf(reply).dependency).toBe('database');
  });
});

describe('what is not there', () => {
  test.each(['0', '99', '-1', 'abc', '1.5', '99999999999', "1' OR 1=1"])('case %s: 404', async (id) => {
    expect((await caseGet(request('/case/x', { params: { case_id: id } }), context(), fakeDeps())).status).toBe(404);
  });
  test('a session: 404 with the words that older clients show', async () => {
    const reply = await sessionGet(request('/session/x', { params: { session_id: 'gone' } }), context(), fakeDeps());
    expect(bodyOf(reply)).toMatchObject({ status: 404, detail: 'Session not found or expired' });
  });
  test.each(['limit=0', 'limit=1000', 'limit=x', 'cursor=-1'])('a page with %s: 422 that names it', async (query) => {
    const reply = await casesGet(request(`/cases?${query}`), context(), fakeDeps());
    expect(bodyOf(reply).errors?.[0]?.path).toBe(query.split('=')[0]);
  });
});

describe('the library', () => {
  const list = async (query: string) =>
    bodyOf(await libraryGet(request(`/library${query}`), context(), fakeDeps())) as unknown as {
      diagnosis: string;
      icd10: string;
      figures: number;
    }[];
  test('lists diagnoses with their published figures, best match first', async () => {
    expect((await list('?q=SAH'))[0]?.diagnosis).toMatch(/subarachnoid/i);
    expect((await list('?limit=500')).length).toBeGreaterThan(50);
    expect(await list('?q=zzzzqqq')).toEqual([]);
  });
  test('shows the figures of a code with their papers, and 404 for a code it does not know', async () => {
    const entry = (icd10: string) => libraryEntryGet(request('/library/x', { params: { icd10 } }), context(), fakeDeps());
    const body = bodyOf(await entry('i60')) as unknown as { diagnoses: { figures: { citation: { text: string } }[] }[] };
    expect(body.diagnoses[0]?.figures[0]?.citation.text).toMatch(/\d{4}/);
    expect((await entry('Z99.9')).status).toBe(404);
  });
});
