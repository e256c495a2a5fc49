import { beforeEach, describe, expect, test } from 'vitest';
import { bodyOf } from '../../helpers/requests.ts';
import { edit, openDraft, operate, shown } from './draft.ts';
import { details } from './parts.ts';

beforeEach(openDraft);

describe('PUT /edit-case', () => {
  test('with If-Match a stale write is 412, says what changed, and changes nothing', async () => {
    await edit({ title: 'By somebody else' });
    const reply = await edit({ title: 'Mine' }, { 'if-match': '"1"' });
    expect(reply.status).toBe(412);
    expect(bodyOf(reply)).toMatchObject({ code: 'precondition-failed', version: 2, changed_since: [{ version: 2 }] });
    expect((await shown()).title).toBe('By somebody else');
    expect((await edit({ title: 'Mine' }, { 'if-match': '"2"' })).status).toBe(200);
  });

  test('without it, edits of different fields are merged and of the same field refused with both sides', async () => {
    await edit({ title: 'Theirs' });
    const merged = await edit({ base_version: 1, case_details: { presentation: 'Mine' } });
    expect(bodyOf(merged)).toMatchObject({ merged: true, version: 3 });
    expect(await shown()).toMatchObject({ title: 'Theirs', case_details: { presentation: 'Mine' } });
    const clash = await edit({ base_version: 1, title: 'Mine' });
    expect(clash.status).toBe(409);
    expect(bodyOf(clash)).toMatchObject({ code: 'conflict', clashes: [{ field: 'title', yours: 'Mine', theirs: 'Theirs' }] });
    expect((await shown()).title).toBe('Theirs');
  });

  test('two that add a finding at once both keep theirs', async () => {
    const add = (finding: string) => ({
      op: 'add-finding',
      category: 'history',
      finding,
      present: true,
      question: `${finding}?`,
    });
    await operate(add('theirs'));
    const reply = await edit({ base_version: 1, operations: [add('mine')] });
    expect(reply.status).toBe(200);
    const names = details(await shown()).history_questions.map(({ finding }) => finding);
    expect(names.slice(-2).toSorted()).toEqual(['mine', 'theirs']);
  });

  test('an edit that is repeated with its key lands once', async () => {
    const key = { 'idempotency-key': 'edit-77' };
    expect(bodyOf(await edit({ title: 'Once' }, key)).version).toBe(2);
    await edit({ title: 'Then' });
    expect((await edit({ title: 'Once' }, key)).status).toBe(200);
    expect((await shown()).title).toBe('Then');
  });
});

test('a mark stands for one request: something else under it is refused, a true repeat gets the first answer', async () => {
  const first = bodyOf(await edit({ edit_id: 'k', title: 'A' }));
  expect((await edit({ edit_id: 'k', title: 'B' })).status).toBe(409);
  expect(bodyOf(await edit({ edit_id: 'k', title: 'A' })).changes).toEqual(first.changes);
  expect((await shown()).title).toBe('A');
});
