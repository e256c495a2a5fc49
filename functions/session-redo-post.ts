import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';
import { undoReply } from '../shared/http/undo-reply.ts';

export const sessionRedoPost = endpoint((request, deps, call) => undoReply('redo', request, deps, call), { methods: ['POST'] });

register('session-redo-post', { route: 'session/{session_id}/redo', methods: ['POST'], handler: sessionRedoPost });
