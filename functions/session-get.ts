import { AppError } from '../shared/errors.ts';
import { endpoint, jsonText } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';
import { showSession } from '../shared/http/show-session.ts';

export const sessionGet = endpoint(
  async (request, deps) => {
    const sessionId = request.params.session_id ?? '';
    const shown = /^[\w-]{1,80}$/.test(sessionId) ? await showSession(sessionId, deps) : undefined;
    if (!shown) throw new AppError('not-found', 'Session not found or expired');
    return jsonText(shown.text, { headers: { etag: `"${shown.version}"` } });
  },
  { methods: ['GET'] },
);

register('session-get', { route: 'session/{session_id}', methods: ['GET'], handler: sessionGet });
