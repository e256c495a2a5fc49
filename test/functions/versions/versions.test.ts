import { beforeEach, describe, expect, test } from 'vitest';
import { caseDiffGet } from '../../../functions/case-diff-get.ts';
import { caseEditPost } from '../../../functions/case-edit-post.ts';
import { caseGet } from '../../../functions/case-get.ts';
import { caseRestorePost } from '../../../functions/case-restore-post.ts';
import { caseRetirePost } from '../../../functions/case-retire-post.ts';
import { caseSimulatorExportGet } from '../../../functions/case-simulator-export-get.ts';
import { caseVersionsGet } from '../../../functions/case-versions-get.ts';
import { casesGet } from '../../../functions/cases-get.ts';
import { finalizeCasePost } from '../../../functions/finalize-case-post.ts';
import { post, request } from '../../helpers/requests.ts';
import { answer, deps, edit, finalize, ofCase, openDraft, reopen } from './doors.ts';

beforeEach(openDraft);

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
