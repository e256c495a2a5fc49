import { endpoint } from '../shared/http/endpoint.ts';
import { listCases } from '../shared/http/list-cases.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

/** What there is to practise, for somebody who must not read a diagnosis: the author's list would name it. */
export const practiceGet = endpoint(
  async (request, { cases }) => {
    const { PracticeListQuery } = await import('../shared/http/queries.ts');
    const asked = parseAs(PracticeListQuery, Object.fromEntries(request.query));
    return listCases(cases, 'practice', asked, { searchIn: 'learner-texts' }, (summary) => ({
      case_id: summary.caseId,
      version: summary.version,
      title: summary.title,
      chief_complaint: summary.chiefComplaint,
    }));
  },
  { methods: ['GET'] },
);

register('practice-get', { route: 'practice', methods: ['GET'], handler: practiceGet });
