import type { HttpResponseInit } from '@azure/functions';
import { editCasePut } from '../../../functions/edit-case-put.ts';
import { regenerateLrsPost } from '../../../functions/regenerate-lrs-post.ts';
import { regenerateSectionPost } from '../../../functions/regenerate-section-post.ts';
import type { Deps } from '../../../shared/deps.ts';
import { keepDraft } from '../../helpers/draft.ts';
import { fakeDeps } from '../../helpers/fake-deps.ts';
import { caseRecord } from '../../helpers/record.ts';
import { context, post } from '../../helpers/requests.ts';

export const session_id = 'draft-1';
export let deps: Deps;
let seed = 0;

/** A draft that the library wrote, and seeds that count from 1. For `beforeEach`. */
export async function openDraft(): Promise<void> {
  seed = 0;
  deps = fakeDeps({ newSeed: () => ++seed });
  await keepDraft(deps.sessions, session_id, caseRecord());
}

export const edit = (body: object): Promise<HttpResponseInit> =>
  editCasePut(Object.assign(post('/edit-case', { session_id, ...body })), context(), deps);

export const lrs = (
  body: object = {},
  path = '/regenerate-lrs',
  headers: Record<string, string> = {},
): Promise<HttpResponseInit> => regenerateLrsPost(post(path, { session_id, ...body }, headers), context(), deps);

export const section = (name: string, body: object = {}, headers: Record<string, string> = {}): Promise<HttpResponseInit> =>
  regenerateSectionPost(post('/regenerate-section', { session_id, section: name, ...body }, headers), context(), deps);

export const draft = async () => {
  const found = await deps.sessions.find(session_id);
  if (!found) throw new Error('the draft is gone');
  return found;
};
