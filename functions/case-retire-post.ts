import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';
import { retireReply } from '../shared/http/version-replies.ts';

export const caseRetirePost = endpoint((request, deps) => retireReply(true, request, deps), { methods: ['POST'] });

register('case-retire-post', { route: 'case/{case_id}/retire', methods: ['POST'], handler: caseRetirePost });
