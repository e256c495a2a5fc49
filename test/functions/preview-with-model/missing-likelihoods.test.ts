import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { regenerateLrsPost } from '../../../functions/regenerate-lrs-post.ts';
import { closeSimulator, openSimulator, simulator } from '../../helpers/open-simulator.ts';
import { bodyOf, context, post } from '../../helpers/requests.ts';
import { clinicalAnswers } from '../../simulator/clinical-answers.ts';
import { deps, openDoor, preview } from './door.ts';

beforeAll(openSimulator);
afterAll(closeSimulator);
beforeEach(openDoor);

describe('likelihoods that are missing', () => {
  const regenerate = (body: object) => regenerateLrsPost(post('/regenerate-lrs', body), context(), deps);

  test('can be asked for again, and the draft has them then', async () => {
    simulator.script((request) => (request.schemaName === 'likelihoods' ? 'refusal' : undefined));
    const { session_id } = bodyOf(await preview());
    simulator.reset();
    simulator.respond(clinicalAnswers);
    const again = await regenerate({ session_id });
    expect(again.status).toBe(200);
    expect((bodyOf(again).audits as { id: string }[]).filter(({ id }) => id === 'likelihoods-missing')).toEqual([]);
    expect(simulator.log.every(({ schemaName }) => schemaName === 'likelihoods')).toBe(true);
    expect((await deps.sessions.find(String(session_id)))?.version).toBe(2);
  });

  test('that cannot be had leave the draft as it is', async () => {
    const { session_id } = bodyOf(await preview());
    simulator.script((request) => (request.schemaName === 'likelihoods' ? 'refusal' : undefined));
    expect((await regenerate({ session_id })).status).toBe(502);
    expect((await deps.sessions.find(String(session_id)))?.version).toBe(1);
  });

  test('that come only in part keep the others as they were, with their sources', async () => {
    const made = bodyOf(await preview());
    const id = String(made.session_id);
    const before = (await deps.sessions.find(id))?.record;
    let answered = 0;
    simulator.script((request) => (request.schemaName === 'likelihoods' && ++answered > 1 ? 'refusal' : undefined));
    const again = await regenerate({ session_id: id });
    expect(again.status).toBe(200);
    const after = (await deps.sessions.find(id))?.record;
    const rows = Object.entries(after?.likelihoods ?? {});
    expect(rows).toHaveLength(before?.findings.length ?? -1);
    expect(
      rows.flatMap(([, row]) => Object.values(row)).filter(({ provenance }) => provenance.source === 'not_estimated'),
    ).toEqual([]);
    const cited = new Set(after?.citations.map((citation) => citation.id));
    expect(before?.citations.every((citation) => cited.has(citation.id))).toBe(true);
    expect(after?.generation.notes).toEqual([]);
  });

  test('take back the note that they were missing', async () => {
    simulator.script((request) => (request.schemaName === 'likelihoods' ? 'refusal' : undefined));
    const id = String(bodyOf(await preview()).session_id);
    expect((await deps.sessions.find(id))?.record.generation.notes.join()).toMatch(/no likelihoods/);
    simulator.reset();
    simulator.respond(clinicalAnswers);
    await regenerate({ session_id: id });
    expect((await deps.sessions.find(id))?.record.generation.notes).toEqual([]);
  });

  test('are estimated for the case as it is with the edits that come along, and cost what they cost', async () => {
    const { session_id } = bodyOf(await preview());
    const before = (await deps.sessions.find(String(session_id)))?.record;
    const reply = await regenerate({ session_id, title: 'A morning in March' });
    expect(reply.status).toBe(200);
    const after = (await deps.sessions.find(String(session_id)))?.record;
    expect(after?.title).toBe('A morning in March');
    expect(after?.generation.calls.length).toBeGreaterThan(before?.generation.calls.length ?? 0);
    expect(after?.generation.costUsd).toBeGreaterThan(before?.generation.costUsd ?? Number.POSITIVE_INFINITY);
  });

  test('come from the library where it is asked for them: only for findings that it knows', async () => {
    const { session_id } = bodyOf(await preview());
    expect((await regenerate({ session_id, model: 'library' })).status).toBe(200);
    const likelihoods = (await deps.sessions.find(String(session_id)))?.record.likelihoods ?? {};
    const sources = Object.values(likelihoods).flatMap((row) => Object.values(row).map(({ provenance }) => provenance.source));
    expect(new Set(sources)).toEqual(new Set(['published', 'library_estimate', 'model_estimate']));
  });

  test('of nobody: 404; by a model that is none: 422; without a session: 422 that names it', async () => {
    const { session_id } = bodyOf(await preview());
    expect((await regenerate({ session_id: 'nobody' })).status).toBe(404);
    expect((await regenerate({ session_id, model: 'nobody' })).status).toBe(422);
    expect(bodyOf(await regenerate({})).errors?.[0]?.path).toBe('session_id');
  });
});
