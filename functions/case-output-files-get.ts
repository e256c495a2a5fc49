import { askedForCase } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const caseOutputFilesGet = endpoint(
  async (request, deps) => {
    const { caseId, record } = await askedForCase(request, deps);
    const { outputFiles } = await import('../shared/exports/output-files.ts');
    return json(outputFiles(record, caseId));
  },
  { methods: ['GET'] },
);

register('case-output-files-get', { route: 'case/{case_id}/output-files', methods: ['GET'], handler: caseOutputFilesGet });
