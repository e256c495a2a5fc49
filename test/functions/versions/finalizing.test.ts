import { beforeEach, describe, expect, test } from 'vitest';
import { caseVersionsGet } from '../../../functions/case-versions-get.ts';
import { toWire } from '../../../shared/cases/wire.ts';
import { AppError } from '../../../shared/errors.ts';
import { asOlderClient } from '../../helpers/as-older-client.ts';
import { caseRecord } from '../../helpers/record.ts';
import { deps, edit, finalize, ofCase, openDraft, putInstead } from './doors.ts';

beforeEach(openDraft);

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
    putInstead({
      sessions: {
        ...deps.sessions,
        remove: async (id, version) => {
          await edit(id, { title: 'Too late, but kept' });
          return remove(id, version);
        },
      },
    });
    expect((await finalize()).body.version).toBe(1);
    putInstead({ sessions: { ...deps.sessions, remove } });
    expect((await finalize()).body).toMatchObject({ case_id: 1, version: 2, title: 'Too late, but kept' });
  });

  describe('without the draft', () => {
    const down = async (): Promise<never> => {
      throw new AppError('dependency-down', 'The session store is away.', { dependency: 'redis' });
    };
    const whole = () => ({ ...toWire(caseRecord()), title: 'From the payload' });

    test('the payload is saved if it is whole: the store is down', async () => {
      putInstead({ sessions: { ...deps.sessions, find: down, remove: down } });
      expect(await finalize(whole())).toMatchObject({ status: 200, body: { case_id: 1, title: 'From the payload' } });
      expect((await finalize(whole())).body.case_id).toBe(1);
    });

    test('the hour is over, or there never was a session', async () => {
      expect(await finalize({ ...whole(), session_id: 'gone' })).toMatchObject({ status: 200, body: { case_id: 1 } });
      expect(await finalize({ ...whole(), session_id: null })).toMatchObject({ status: 200, body: { case_id: 2 } });
    });

    test('a payload of a reopened case is that case’s next version, and asked again the same', async () => {
      await deps.cases.save(caseRecord());
      putInstead({ sessions: { ...deps.sessions, find: down, remove: down } });
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
      putInstead({ sessions: { ...deps.sessions, find: down, remove: down } });
      expect((await finalize(whole())).body).toMatchObject({ case_id: 1, version: 1 });
      putInstead({ sessions: { ...deps.sessions, find, remove } });
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
      putInstead({ sessions: { ...deps.sessions, find: down } });
      expect(await finalize()).toMatchObject({ status: 503, body: { dependency: 'redis' } });
    });
  });
});
