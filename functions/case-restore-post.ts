import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';
import { retireReply } from '../shared/http/version-replies.ts';

export const caseRestorePost = endpoint((request, deps) => retireReply(false, request, deps), { methods: ['POST'] });

register('case-restore-post', { route: 'case/{case_id}/restore', methods: ['POST'], handler: caseRestorePost });
