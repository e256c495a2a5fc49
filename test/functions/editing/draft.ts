import type { HttpResponseInit } from '@azure/functions';
import { editCasePut } from '../../../functions/edit-case-put.ts';
import { sessionGet } from '../../../functions/session-get.ts';
import type { Deps } from '../../../shared/deps.ts';
import { keepDraft } from '../../helpers/draft.ts';
import { fakeDeps } from '../../helpers/fake-deps.ts';
import { caseRecord } from '../../helpers/record.ts';
import { context, post, request, streamedBodyOf } from '../../helpers/requests.ts';

export const session_id = 'draft-1';
export const params = { session_id };
export let deps: Deps;

/** A draft in a session. For `beforeEach`. */
export async function openDraft(): Promise<void> {
  deps = fakeDeps();
  await keepDraft(deps.sessions, session_id, caseRecord());
}

export const edit = (body: object, headers: Record<string, string> = {}): Promise<HttpResponseInit> =>
  editCasePut(post('/edit-case', { session_id, ...body }, headers), context(), deps);

export const operate = (...operations: object[]): Promise<HttpResponseInit> => edit({ operations });

export const shown = async (): Promise<Record<string, unknown>> =>
  streamedBodyOf(await sessionGet(request('/session/draft-1', { params }), context(), deps));

export const record = async () => {
  const draft = await deps.sessions.find(session_id);
  if (!draft) throw new Error('no draft');
  return draft.record;
};
