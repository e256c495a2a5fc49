import { askedForCase } from '../shared/http/asked-for.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const caseExportAllGet = endpoint(
  async (request, deps, { signal }) => {
    const { archiveOfCase } = await import('../shared/http/archive-reply.ts');
    return archiveOfCase(await askedForCase(request, deps), signal);
  },
  { methods: ['GET'] },
);

register('case-export-all-get', { route: 'case/{case_id}/export/all.zip', methods: ['GET'], handler: caseExportAllGet });
