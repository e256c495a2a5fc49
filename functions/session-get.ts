import { AppError } from '../shared/errors.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const sessionGet = endpoint(
  async (request, { sessions }) => {
    const sessionId = request.params.session_id ?? '';
    const draft = /^[\w-]{1,80}$/.test(sessionId) ? await sessions.find(sessionId) : undefined;
    if (!draft) throw new AppError('not-found', 'Session not found or expired');
    const { caseBody } = await import('../shared/cases/case-reply.ts');
    return json({ session_id: sessionId, ...caseBody(draft.record) }, { headers: { etag: `"${draft.version}"` } });
  },
  { methods: ['GET'] },
);

register('session-get', { route: 'session/{session_id}', methods: ['GET'], handler: sessionGet });
