import type { HttpHandler } from '@azure/functions';
import { beforeEach, describe, expect, test } from 'vitest';
import { caseDiffGet } from '../../functions/case-diff-get.ts';
import { caseEditPost } from '../../functions/case-edit-post.ts';
import { caseGet } from '../../functions/case-get.ts';
import { caseRestorePost } from '../../functions/case-restore-post.ts';
import { caseRetirePost } from '../../functions/case-retire-post.ts';
import { caseSimulatorExportGet } from '../../functions/case-simulator-export-get.ts';
import { caseVersionsGet } from '../../functions/case-versions-get.ts';
import { casesGet } from '../../functions/cases-get.ts';
import { editCasePut } from '../../functions/edit-case-put.ts';
import { finalizeCasePost } from '../../functions/finalize-case-post.ts';
import { toWire } from '../../shared/cases/wire.ts';
import type { Deps } from '../../shared/deps.ts';
import { AppError } from '../../shared/errors.ts';
import { asOlderClient } from '../helpers/as-older-client.ts';
import { keepDraft } from '../helpers/draft.ts';
import { fakeDeps } from '../helpers/fake-deps.ts';
import { caseRecord } from '../helpers/record.ts';
import { context, post, request } from '../helpers/requests.ts';

type Reply = { status: number; body: Record<string, unknown>; text: string };
type Handler = (...args: [...Parameters<HttpHandler>, Deps]) => ReturnType<HttpHandler>;

let deps: Deps;
beforeEach(async () => {
  deps = fakeDeps();
  await keepDraft(deps.sessions, 'draft-1', caseRecord());
});

const answer = async (handler: Handler, asked: Parameters<HttpHandler>[0]): Promise<Reply> => {
  const reply = await handler(asked, context(), deps);
  const { status = 200, body } = reply as { status?: number; body?: string };
  const text = typeof body === 'string' ? body : '';
  return { status, text, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {} };
};
const finalize = (body: object = {}) => answer(finalizeCasePost, post('/finalize-case', { session_id: 'draft-1', ...body }));
const edit = (session_id: unknown, body: object) => answer(editCasePut, post('/edit-case', { session_id, ...body }));
const ofCase = (handler: Handler, query = '', body?: object, extra = {}) =>
  answer(
    handler,
    request(`/case/1${query}`, {
      method: body ? 'POST' : 'GET',
      params: { case_id: '1', ...extra },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
  );
const reopen = async (body: object = {}): Promise<string> => String((await ofCase(caseEditPost, '', body)).body.session_id);

describe('finalizing', () => {
  test('saves the draft, lets the session go, and a second time gives the same case back', async () => {
    const first = await finalize();
    expect(first).toMatchObject({ status: 200, body: { case_id: 1, version: 1 } });
    expect(await deps.sessions.find('draft-1')).toBeUndefined();
    const again = await finalize();
    expect(again.body).toMatchObject({ case_id: 1, version: 1 });
    expect((await deps.cases.find(1))?.record).toEqual(caseRecord());
  });

  test('a hundred at once make one case', async () => {
    const replies = await Promise.all(Array.from({ length: 100 }, () => finalize()));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.case_id} ${body.version}`))).toEqual(new Set(['200 1 1']));
    expect(await deps.cases.list({ limit: 10 })).toHaveLength(1);
  });

  test('what comes along are the last edits', async () => {
    const { body } = await finalize({ title: 'As on the screen', description: 'Two lines', primary_diagnosis: 'migraine' });
    expect(body).toMatchObject({ title: 'As on the screen', description: 'Two lines' });
  });

  test('a blocking problem needs a written reason, which is kept with who and when', async () => {
    await edit('draft-1', { title: 'A migraine in disguise' });
    const refused = await finalize();
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid-request', audits: expect.any(Array) } });
    expect((refused.body.audits as { severity: string }[]).every(({ severity }) => severity === 'blocking')).toBe(true);
    expect((refused.body.errors as { path: string }[])[0]?.path).toBe('override_reason');
    expect(await deps.cases.list({ limit: 10 })).toEqual([]);
    expect(await deps.sessions.version('draft-1')).toBe(2);
    expect((await finalize({ override_reason: '  ' })).status).toBe(422);
    expect((await finalize({ override_reason: 'Used to teach the name itself' })).status).toBe(200);
    const { body } = await ofCase(caseVersionsGet);
    expect(body.versions).toMatchObject([
      {
        version: 1,
        finalized_by: 'educator',
        override: { reason: 'Used to teach the name itself', by: 'educator', audits: [expect.any(String)] },
      },
    ]);
  });

  test('an edit that arrives while the draft is made final becomes the next version, and is not lost', async () => {
    const { remove } = deps.sessions;
    deps = {
      ...deps,
      sessions: {
        ...deps.sessions,
        remove: async (id, version) => {
          await edit(id, { title: 'Too late, but kept' });
          return remove(id, version);
        },
      },
    };
    expect((await finalize()).body.version).toBe(1);
    deps = { ...deps, sessions: { ...deps.sessions, remove } };
    expect((await finalize()).body).toMatchObject({ case_id: 1, version: 2, title: 'Too late, but kept' });
  });

  describe('without the draft', () => {
    const down = async (): Promise<never> => {
      throw new AppError('dependency-down', 'The session store is away.', { dependency: 'redis' });
    };
    const whole = () => ({ ...toWire(caseRecord()), title: 'From the payload' });

    test('the payload is saved if it is whole: the store is down', async () => {
      deps = { ...deps, sessions: { ...deps.sessions, find: down, remove: down } };
      expect(await finalize(whole())).toMatchObject({ status: 200, body: { case_id: 1, title: 'From the payload' } });
      expect((await finalize(whole())).body.case_id).toBe(1);
    });

    test('the hour is over, or there never was a session', async () => {
      expect(await finalize({ ...whole(), session_id: 'gone' })).toMatchObject({ status: 200, body: { case_id: 1 } });
      expect(await finalize({ ...whole(), session_id: null })).toMatchObject({ status: 200, body: { case_id: 2 } });
    });

    test('a payload of a reopened case is that case’s next version, and asked again the same', async () => {
      await deps.cases.save(caseRecord());
      deps = { ...deps, sessions: { ...deps.sessions, find: down, remove: down } };
      const body = { ...whole(), version: 3, origin: { case_id: 1, version: 1 } };
      expect((await finalize(body)).body).toMatchObject({ case_id: 1, version: 2 });
      expect((await finalize(body)).body).toMatchObject({ case_id: 1, version: 2 });
      expect((await finalize({ ...body, session_id: 'other', origin: { case_id: 7, version: 1 } })).status).toBe(404);
    });

    test('an LR typed over a reply is saved as typed', async () => {
      const body = whole();
      const index = body.feature_likelihood_ratios.findIndex(({ tier_level }) => tier_level === 2);
      const typed = body.feature_likelihood_ratios.map((row, i) => (i === index ? { ...row, likelihood_ratio: 1.1 } : row));
      const saved = await finalize({ ...body, session_id: 'gone', feature_likelihood_ratios: typed, override_reason: 'test' });
      const ratios = saved.body.feature_likelihood_ratios as { likelihood_ratio: number }[];
      expect(ratios[index]?.likelihood_ratio).toBeCloseTo(1.1, 6);
    });

    test('saved while the store was down, it is the same case when the draft is back unchanged', async () => {
      const { find, remove } = deps.sessions;
      await edit('draft-1', { title: 'From the payload' });
      deps = { ...deps, sessions: { ...deps.sessions, find: down, remove: down } };
      expect((await finalize(whole())).body).toMatchObject({ case_id: 1, version: 1 });
      deps = { ...deps, sessions: { ...deps.sessions, find, remove } };
      expect((await finalize()).body).toMatchObject({ case_id: 1, version: 1 });
    });

    test('another payload under a session that is final is refused, not dropped', async () => {
      await finalize({ ...whole(), session_id: 'gone' });
      const other = await finalize({ ...whole(), session_id: 'gone', title: 'Something else' });
      expect(other).toMatchObject({ status: 409, body: { case_id: 1, version: 1 } });
    });

    test('an older client’s payload has no ids, parents or states: audits ask for what it lacks, and it is saved with a reason', async () => {
      const seed = { ...asOlderClient(caseRecord()), session_id: null };
      const refused = await finalize(seed);
      expect(refused).toMatchObject({ status: 422 });
      expect(refused.body.audits).toContainEqual(expect.objectContaining({ id: 'test-without-result' }));
      const saved = await finalize({ ...seed, override_reason: 'results come later' });
      expect(saved).toMatchObject({ status: 200, body: { case_id: 1, primary_diagnosis: 'migraine' } });
      expect(saved.body.primary_aliases).toEqual(toWire(caseRecord()).primary_aliases);
    });

    test('a payload that is not whole is refused in words that say which it is', async () => {
      expect(await finalize({ session_id: 'gone', title: 'x' })).toMatchObject({
        status: 404,
        body: { detail: 'Session not found or expired' },
      });
      deps = { ...deps, sessions: { ...deps.sessions, find: down } };
      expect(await finalize()).toMatchObject({ status: 503, body: { dependency: 'redis' } });
    });
  });
});

describe('versions', () => {
  const change = { op: 'set-ratio', finding_id: 'h1', bucket_id: 'migraine', likelihood_ratio: 1.4 };

  test('a case that is opened again and made final is version 2; version 1 and its exports stay as they were', async () => {
    await finalize();
    const csv = (query: string) => ofCase(caseSimulatorExportGet, query, undefined, { format: 'lr-matrix-csv' });
    const before = await csv('?tier_level=3');
    const session = await reopen();
    expect((await edit(session, { operations: [change], title: 'Second thoughts' })).status).toBe(200);
    expect((await finalize({ session_id: session })).body).toMatchObject({ case_id: 1, version: 2, title: 'Second thoughts' });
    expect((await csv('?tier_level=3&version=1')).text).toBe(before.text);
    expect((await csv('?tier_level=3')).text).not.toBe(before.text);
    expect((await ofCase(caseGet, '?version=1')).body).toMatchObject({ version: 1 });
    expect((await ofCase(caseGet)).body).toMatchObject({ version: 2 });
    expect((await ofCase(caseVersionsGet)).body.versions).toMatchObject([
      { version: 1, parent: null },
      { version: 2, parent: { case_id: 1, version: 1 } },
    ]);
    expect((await ofCase(caseGet, '?version=9')).status).toBe(404);
    expect((await ofCase(caseGet, '?version=two')).status).toBe(422);
  });

  test('the difference is told in words that a teacher reads', async () => {
    await finalize();
    const session = await reopen();
    await edit(session, { operations: [change] });
    await finalize({ session_id: session });
    const { body } = await ofCase(caseDiffGet, '?from=1&to=2');
    const sentences = body.sentences as string[];
    expect(sentences[0]).toMatch(/^LR of .+ for Migraine [\d.]+ → 1\.4$/);
    expect(sentences.at(-1)).toMatch(/^Final posterior of Migraine 0\.\d+ → 0\.\d+$/);
    expect((await ofCase(caseDiffGet, '?from=1&to=1')).body.sentences).toEqual([]);
    expect((await ofCase(caseDiffGet, '?from=1')).status).toBe(422);
    expect((await ofCase(caseDiffGet, '?from=1&to=7')).status).toBe(404);
  });

  test('a draft of a version that is not the newest any more asks what to do', async () => {
    await finalize();
    const [mine, theirs] = [await reopen(), await reopen()];
    await edit(theirs, { title: 'Theirs' });
    await finalize({ session_id: theirs });
    await edit(mine, { title: 'Mine' });
    expect((await finalize({ session_id: mine })).status).toBe(409);
    expect((await finalize({ session_id: mine, save_as: 'new-version' })).body).toMatchObject({ case_id: 1, version: 3 });
  });

  test('save as new makes another case that knows where it comes from', async () => {
    await finalize();
    const session = await reopen();
    expect((await finalize({ session_id: session, save_as: 'new-case' })).body).toMatchObject({ case_id: 2, version: 1 });
    expect(await deps.cases.versions(2)).toMatchObject([{ parent: { caseId: 1, version: 1 } }]);
  });

  test('with If-Match a draft that has moved on is not made final', async () => {
    await edit('draft-1', { title: 'Moved on' });
    const stale = await answer(finalizeCasePost, post('/finalize-case', { session_id: 'draft-1' }, { 'if-match': '"1"' }));
    expect(stale.status).toBe(412);
  });

  test('a retired case is hidden from the list and still there; it can come back', async () => {
    await finalize();
    const list = async (query = '') =>
      (await answer(casesGet, request(`/cases${query}`))).body as unknown as { case_id: number }[];
    expect((await ofCase(caseRetirePost, '', {})).body).toEqual({ case_id: 1, retired: true });
    expect(await list()).toEqual([]);
    expect(await list('?retired=true')).toMatchObject([{ case_id: 1, retired: true }]);
    expect((await ofCase(caseGet)).status).toBe(200);
    await ofCase(caseRestorePost, '', {});
    expect(await list()).toMatchObject([{ case_id: 1, version: 1, retired: false }]);
  });

  test('what is not there is 404', async () => {
    for (const handler of [caseVersionsGet, caseRetirePost, caseEditPost])
      expect((await ofCase(handler, '', {})).status).toBe(404);
  });
});
