import { foundCase } from '../shared/cases/found.ts';
import { askedForCaseId } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { readBodyIfAny } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

/** Opens a finalized version as a draft; made final, it becomes the case's next version. */
export const caseEditPost = endpoint(
  async (request, deps, { user }) => {
    const [{ ReopenRequest }, { startSession }, { draftBody }] = await Promise.all([
      import('../shared/http/edit-request.ts'),
      import('../shared/cases/start-session.ts'),
      import('../shared/http/replies.ts'),
    ]);
    const { version: wanted } = await readBodyIfAny(request, ReopenRequest);
    const { caseId, version, record } = await foundCase(deps.cases, askedForCaseId(request), wanted ?? undefined);
    const said = `Opened from version ${version} of case ${caseId}`;
    const { sessionId, draft } = await startSession({ record, origin: { caseId, version }, by: user, said }, deps);
    return json({ case_id: caseId, ...draftBody(sessionId, draft) }, { headers: { etag: `"${draft.version}"` } });
  },
  { methods: ['POST'] },
);

register('case-edit-post', { route: 'case/{case_id}/edit', methods: ['POST'], handler: caseEditPost });
