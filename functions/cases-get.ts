import { z } from 'zod';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

const Query = z.object({
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must not contain NUL')
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.coerce
    .number('use the cursor of the page before')
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional(),
});

export const casesGet = endpoint(
  async (request, { cases }) => {
    const { q, limit, cursor } = parseAs(Query, Object.fromEntries(request.query));
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
