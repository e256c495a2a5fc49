import { endpoint, json } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const casesGet = endpoint(
  async (request, { cases }) => {
    const { CasesQuery } = await import('../shared/http/queries.ts');
    const { q, limit, cursor, retired } = parseAs(CasesQuery, Object.fromEntries(request.query));
    const query = q?.trim();
    const page = await cases.list({
      limit,
      ...(query ? { query } : {}),
      ...(cursor === undefined ? {} : { before: cursor }),
      retired: retired === 'true',
    });
    const last = page.length === limit ? page.at(-1) : undefined;
    const next: Record<string, string> = last
      ? { link: `</cases?${nextPage(query, retired, limit, last.caseId)}>; rel="next"` }
      : {};
    return json(
      page.map(({ caseId, version, retired: isRetired, title, description, primaryDiagnosis, chiefComplaint, createdAt }) => ({
        case_id: caseId,
        title,
        description,
        primary_diagnosis: primaryDiagnosis,
        chief_complaint: chiefComplaint,
        created_at: createdAt,
        version,
        retired: isRetired,
      })),
      { headers: next },
    );
  },
  { methods: ['GET'] },
);

const nextPage = (query: string | undefined, retired: string | undefined, limit: number, cursor: number): string =>
  new URLSearchParams({
    ...(query ? { q: query } : {}),
    ...(retired ? { retired } : {}),
    limit: `${limit}`,
    cursor: `${cursor}`,
  }).toString();

register('cases-get', { route: 'cases', methods: ['GET'], handler: casesGet });
