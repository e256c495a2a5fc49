import { askedForCaseId } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const caseVersionsGet = endpoint(
  async (request, { cases }) => {
    const { versionsBody } = await import('../shared/http/version-replies.ts');
    const caseId = askedForCaseId(request);
    return json(versionsBody(caseId, await cases.versions(caseId)));
  },
  { methods: ['GET'] },
);

register('case-versions-get', { route: 'case/{case_id}/versions', methods: ['GET'], handler: caseVersionsGet });
