import { foundDraft } from '../shared/cases/found.ts';
import { askedForSession } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const sessionHistoryGet = endpoint(
  async (request, { sessions }) => {
    const { revisionOnWire } = await import('../shared/cases/draft-problems.ts');
    const sessionId = askedForSession(request);
    const { version, past, future } = await foundDraft(sessions, sessionId);
    const revisions = await sessions.history(sessionId);
    const body = {
      session_id: sessionId,
      version,
      can_undo: past.length > 0,
      can_redo: future.length > 0,
      revisions: revisions.map(revisionOnWire),
    };
    return json(body, { headers: { etag: `"${version}"` } });
  },
  { methods: ['GET'] },
);

register('session-history-get', { route: 'session/{session_id}/history', methods: ['GET'], handler: sessionHistoryGet });
