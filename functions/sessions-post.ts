import { foundCase } from '../shared/cases/found.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { readBody } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

/** A case that the caller kept, put back into a session: after an expiry, or an outage of the session store. */
export const sessionsPost = endpoint(
  async (request, deps, { user }) => {
    const [{ SessionRequest }, { readGivenCase }, { startSession }, { draftBody }] = await Promise.all([
      import('../shared/http/edit-request.ts'),
      import('../shared/cases/find-analyzable.ts'),
      import('../shared/cases/start-session.ts'),
      import('../shared/http/replies.ts'),
    ]);
    const { case: given, locks, origin } = await readBody(request, SessionRequest);
    const record = readGivenCase(given);
    const from = origin ? await foundCase(deps.cases, origin.case_id, origin.version) : null;
    const order = {
      record,
      locks,
      origin: from && { caseId: from.caseId, version: from.version },
      by: user,
      said: 'Put back from a copy',
    };
    const { sessionId, draft } = await startSession(order, deps);
    return json(draftBody(sessionId, draft), { status: 201, headers: { etag: `"${draft.version}"` } });
  },
  { methods: ['POST'] },
);

register('sessions-post', { route: 'sessions', methods: ['POST'], handler: sessionsPost });
