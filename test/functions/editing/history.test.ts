import { beforeEach, describe, expect, test } from 'vitest';
import { sessionHistoryGet } from '../../../functions/session-history-get.ts';
import { sessionRedoPost } from '../../../functions/session-redo-post.ts';
import { sessionUndoPost } from '../../../functions/session-undo-post.ts';
import { sessionsPost } from '../../../functions/sessions-post.ts';
import { bodyOf, context, post, request } from '../../helpers/requests.ts';
import { deps, edit, openDraft, params, session_id, shown } from './draft.ts';

beforeEach(openDraft);

describe('undo and redo', () => {
  const step = (direction: 'undo' | 'redo', headers = {}) =>
    (direction === 'undo' ? sessionUndoPost : sessionRedoPost)(
      request(`/session/draft-1/${direction}`, { method: 'POST', params, headers }),
      context(),
      deps,
    );

  test('go back to the first bytes, and forward again', async () => {
    const bytes = async () => JSON.stringify((await deps.sessions.find(session_id))?.record);
    const first = await bytes();
    for (const title of ['one', 'two', 'three']) await edit({ title });
    const last = await bytes();
    for (let i = 0; i < 3; i++) expect((await step('undo')).status).toBe(200);
    expect(await bytes()).toBe(first);
    expect(bodyOf(await step('undo'))).toMatchObject({ status: 409, detail: 'There is nothing to undo.' });
    for (let i = 0; i < 3; i++) expect((await step('redo')).status).toBe(200);
    expect(await bytes()).toBe(last);
    expect((await step('redo')).status).toBe(409);
  });

  test('an edit after an undo ends what could be made again', async () => {
    await edit({ title: 'one' });
    await step('undo');
    await edit({ title: 'two' });
    expect((await step('redo')).status).toBe(409);
    const history = bodyOf(await sessionHistoryGet(request('/session/draft-1/history', { params }), context(), deps));
    expect(history).toMatchObject({ version: 4, can_undo: true, can_redo: false });
    const revisions = history.revisions as { kind: string; by: string }[];
    expect(revisions.map(({ kind }) => kind).slice(0, 3)).toEqual(['edited', 'undone', 'edited']);
    expect(revisions[0]?.by).toBe('educator');
  });

  test('a stale one is refused', async () => {
    await edit({ title: 'one' });
    expect((await step('undo', { 'if-match': '"1"' })).status).toBe(412);
  });
});

test('a case that the caller kept goes back into a session', async () => {
  const kept = await shown();
  const reply = await sessionsPost(post('/sessions', { case: kept, locks: ['title'] }), context(), deps);
  expect(reply.status).toBe(201);
  const body = bodyOf(reply);
  expect(body).toMatchObject({ version: 1, locks: ['title'], title: kept.title });
  const restored = await deps.sessions.find(String(body.session_id));
  expect(restored?.record).toEqual((await deps.sessions.find(session_id))?.record);
});
