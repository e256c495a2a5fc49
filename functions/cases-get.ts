import { endpoint, json } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const casesGet = endpoint(
  async (request, { cases }) => {
    const { CasesQuery } = await import('../shared/http/queries.ts');
    const { q, limit, cursor } = parseAs(CasesQuery, Object.fromEntries(request.query));
    const query = q?.trim();
    const page = await cases.list({ limit, ...(query ? { query } : {}), ...(cursor === undefined ? {} : { before: cursor }) });
    const last = page.length === limit ? page.at(-1) : undefined;
    const next: Record<string, string> = last ? { link: `</cases?${nextPage(query, limit, last.caseId)}>; rel="next"` } : {};
    return json(
      page.map(({ caseId, title, description, primaryDiagnosis, chiefComplaint, createdAt }) => ({
        case_id: caseId,
        title,
        description,
        primary_diagnosis: primaryDiagnosis,
        chief_complaint: chiefComplaint,
        created_at: createdAt,
      })),
      { headers: next },
    );
  },
  { methods: ['GET'] },
);

const nextPage = (query: string | undefined, limit: number, cursor: number): string =>
  new URLSearchParams({ ...(query ? { q: query } : {}), limit: `${limit}`, cursor: `${cursor}` }).toString();

register('cases-get', { route: 'cases', methods: ['GET'], handler: casesGet });
