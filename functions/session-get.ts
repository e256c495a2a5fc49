import { noSuchSession } from '../shared/cases/found.ts';
import { askedForSession } from '../shared/http/asked-for.ts';
import { endpoint, jsonText } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';
import { showSession } from '../shared/http/show-session.ts';

export const sessionGet = endpoint(
  async (request, deps) => {
    const shown = await showSession(askedForSession(request), deps);
    if (!shown) throw noSuchSession();
    return jsonText(shown.text, { headers: { etag: `"${shown.version}"` } });
  },
  { methods: ['GET'] },
);

register('session-get', { route: 'session/{session_id}', methods: ['GET'], handler: sessionGet });
