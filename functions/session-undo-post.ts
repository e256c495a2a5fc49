import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';
import { undoReply } from '../shared/http/undo-reply.ts';

export const sessionUndoPost = endpoint((request, deps, call) => undoReply('undo', request, deps, call), { methods: ['POST'] });

register('session-undo-post', { route: 'session/{session_id}/undo', methods: ['POST'], handler: sessionUndoPost });
