import { endpoint } from '../shared/http/endpoint.ts';
import { listCases } from '../shared/http/list-cases.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

/** What there is to practise, for somebody who must not read a diagnosis: the author's list would name it. */
export const practiceGet = endpoint(
  async (request, { cases, library }) => {
    const { PracticeListQuery } = await import('../shared/http/queries.ts');
    const asked = parseAs(PracticeListQuery, Object.fromEntries(request.query));
    // An imported case may call its complaint what it likes: only the library's own names are told.
    const complaints = [...(await library()).cards.values()].map(({ complaint }) => complaint);
    return listCases(cases, 'practice', asked, { complaints }, ({ caseId, version, title, chiefComplaint }) => ({
      case_id: caseId,
      version,
      title,
      chief_complaint: complaints.find((complaint) => complaint === chiefComplaint) ?? null,
    }));
  },
  { methods: ['GET'] },
);

register('practice-get', { route: 'practice', methods: ['GET'], handler: practiceGet });
