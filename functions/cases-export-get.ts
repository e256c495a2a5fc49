import { endpoint } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const casesExportGet = endpoint(
  async (request, { cases }, { signal }) => {
    const { archiveOfCases, ArchiveQuery } = await import('../shared/http/archive-reply.ts');
    await cases.ready();
    return archiveOfCases(cases, parseAs(ArchiveQuery, Object.fromEntries(request.query)), signal);
  },
  { methods: ['GET'] },
);

register('cases-export-get', { route: 'cases/export.zip', methods: ['GET'], handler: casesExportGet });
