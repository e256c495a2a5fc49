import { askedForCase } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const caseGet = endpoint(
  async (request, deps) => {
    const found = await askedForCase(request, deps);
    const { storedBody } = await import('../shared/http/replies.ts');
    return json(storedBody(found));
  },
  { methods: ['GET'] },
);

register('case-get', { route: 'case/{case_id}', methods: ['GET'], handler: caseGet });
