import type { HttpHandler } from '@azure/functions';
import { caseEditPost } from '../../../functions/case-edit-post.ts';
import { editCasePut } from '../../../functions/edit-case-put.ts';
import { finalizeCasePost } from '../../../functions/finalize-case-post.ts';
import type { Deps } from '../../../shared/deps.ts';
import { keepDraft } from '../../helpers/draft.ts';
import { fakeDeps } from '../../helpers/fake-deps.ts';
import { caseRecord } from '../../helpers/record.ts';
import { context, post, request } from '../../helpers/requests.ts';

type Reply = { status: number; body: Record<string, unknown>; text: string };
type Handler = (...args: [...Parameters<HttpHandler>, Deps]) => ReturnType<HttpHandler>;
export let deps: Deps;

/** A draft, and stores in this process. For `beforeEach`. */
export async function openDraft(): Promise<void> {
  deps = fakeDeps();
  await keepDraft(deps.sessions, 'draft-1', caseRecord());
}

/** Other stores than those that were opened. */
export const putInstead = (parts: Partial<Deps>): void => {
  deps = { ...deps, ...parts };
};

export const answer = async (handler: Handler, asked: Parameters<HttpHandler>[0]): Promise<Reply> => {
  const reply = await handler(asked, context(), deps);
  const { status = 200, body } = reply as { status?: number; body?: string };
  const text = typeof body === 'string' ? body : '';
  return { status, text, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {} };
};

export const finalize = (body: object = {}) =>
  answer(finalizeCasePost, post('/finalize-case', { session_id: 'draft-1', ...body }));
export const edit = (session_id: unknown, body: object) => answer(editCasePut, post('/edit-case', { session_id, ...body }));

export const ofCase = (handler: Handler, query = '', body?: object, extra = {}) =>
  answer(
    handler,
    request(`/case/1${query}`, {
      method: body ? 'POST' : 'GET',
      params: { case_id: '1', ...extra },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
  );

export const reopen = async (body: object = {}): Promise<string> =>
  String((await ofCase(caseEditPost, '', body)).body.session_id);
