import { beforeEach, describe, expect, test } from 'vitest';
import { regenerateSectionPost } from '../../../functions/regenerate-section-post.ts';
import { sessionUndoPost } from '../../../functions/session-undo-post.ts';
import { sections } from '../../../shared/cases/sections.ts';
import type { Deps } from '../../../shared/deps.ts';
import { incoherence } from '../../helpers/coherent-case.ts';
import { keepDraft } from '../../helpers/draft.ts';
import { caseRecord } from '../../helpers/record.ts';
import { bodyOf, context, headerOf, post, request } from '../../helpers/requests.ts';
import { deps, draft, edit, openDraft, section, session_id } from './library-draft.ts';

beforeEach(openDraft);

describe('POST /regenerate-section with the library', () => {
  test.each(sections)('%s: the reply has the whole draft and its version', async (name) => {
    const before = await draft();
    const reply = await section(name, { seed: 11 });
    expect(reply.status, String(reply.body).slice(0, 400)).toBe(200);
    const body = bodyOf(reply);
    expect(body).toMatchObject({ status: 'success', session_id, section: name, merged: false, can_undo: true });
    expect(headerOf(reply, 'etag')).toBe(`"${body.version}"`);
    expect(body.changes).not.toEqual([]);
    expect(incoherence(body).identity).toBeLessThan(1e-9);
    expect((body.generation as { notes: string[] }).notes.at(-1)).toBe(`Section ${name}: written anew by library, seed 11.`);
    const undo = await sessionUndoPost(
      request('/session/draft-1/undo', { method: 'POST', params: { session_id } }),
      context(),
      deps,
    );
    expect(undo.status).toBe(200);
    expect(JSON.stringify((await draft()).record)).toBe(JSON.stringify(before.record));
  });

  test('refuses what it cannot do, in words, and changes nothing', async () => {
    const cases: [object, number, string][] = [
      [{ section: 'door_chart' }, 422, 'section'],
      [{ instruction: 'make her older' }, 422, 'instruction'],
      [{ case_details: {} }, 422, 'case_details'],
      [{ seed: -1 }, 422, 'seed'],
      [{ model: 'nobody' }, 422, 'model'],
      [{ instruction: 'x'.repeat(1001) }, 422, 'instruction'],
    ];
    for (const [body, status, path] of cases) {
      const reply = await section('title', body);
      expect(reply.status, JSON.stringify(body)).toBe(status);
      expect(String(reply.body)).toContain(path);
    }
    expect(bodyOf(await section('title', { instruction: 'make her older' })).detail).toMatch(/language model is needed/);
    expect((await section('title', {}, { 'if-match': '"9"' })).status).toBe(412);
    expect((await draft()).version).toBe(1);
  });

  test('needs the door chart, and says so', async () => {
    await keepDraft(deps.sessions, 'no-chart', { ...caseRecord(), doorChart: null });
    const reply = await section('presentation', { session_id: 'no-chart' });
    expect(reply.status).toBe(422);
    expect(bodyOf(reply).errors?.[0]?.path).toBe('case_details.door_chart');
  });

  test('beside other edits: merged where they differ, refused where they clash, never lost', async () => {
    const library = deps.sectionWriters.library;
    const meanwhile = (body: object): Deps => ({
      ...deps,
      sectionWriters: {
        library: async (...order) => {
          const made = await library?.(...order);
          await edit(body);
          return made ?? {};
        },
      },
    });
    const during = (name: string, body: object) =>
      regenerateSectionPost(post('/regenerate-section', { session_id, section: name }), context(), meanwhile(body));
    const merged = await during('presentation', { title: 'Changed meanwhile' });
    expect(bodyOf(merged)).toMatchObject({ merged: true, title: 'Changed meanwhile', version: 3 });
    const clash = await during('title', { title: 'Mine' });
    expect(clash.status).toBe(409);
    expect(bodyOf(clash).clashes).toMatchObject([{ field: 'title' }]);
    expect((await draft()).record.title).toBe('Mine');
    const finding = (await draft()).record.findings.find(({ category }) => category === 'history')?.id ?? '';
    const lost = await during('history_questions', {
      operations: [{ op: 'set-finding', finding_id: finding, question: 'Asked meanwhile?' }],
    });
    expect([200, 409]).toContain(lost.status);
    expect(JSON.stringify((await draft()).record)).toContain('Asked meanwhile?');
  });

  test('two sections at once both land', async () => {
    const replies = await Promise.all([section('title'), section('presentation'), section('history_questions')]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const notes = (await draft()).record.generation.notes.filter((note) => note.startsWith('Section '));
    expect(notes).toHaveLength(3);
  });
});
