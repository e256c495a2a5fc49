import { endpoint } from '../shared/http/endpoint.ts';
import { listCases } from '../shared/http/list-cases.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const casesGet = endpoint(
  async (request, { cases }) => {
    const { CasesQuery } = await import('../shared/http/queries.ts');
    const { retired, ...asked } = parseAs(CasesQuery, Object.fromEntries(request.query));
    return listCases(cases, 'cases', asked, { retired: retired === 'true' }, (summary) => ({
      case_id: summary.caseId,
      title: summary.title,
      description: summary.description,
      primary_diagnosis: summary.primaryDiagnosis,
      chief_complaint: summary.chiefComplaint,
      created_at: summary.createdAt,
      version: summary.version,
      retired: summary.retired,
    }));
  },
  { methods: ['GET'] },
);

register('cases-get', { route: 'cases', methods: ['GET'], handler: casesGet });
