import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { CaseRequest } from '../cases/case-request.ts';
import { parseAs, readBody } from './read-body.ts';

const InQuery = z.object({
  model: z.string().optional(),
  temperature: z
    .string()
    .transform((text) => (text.trim() === '' ? Number.NaN : Number(text)))
    .pipe(z.number('must be a number from 0 to 2'))
    .optional(),
});

/** What an educator asks for. `model` and `temperature` may stand in the query, as older clients send them; the body wins. */
export async function readCaseRequest(request: HttpRequest): Promise<CaseRequest> {
  const body = await readBody(
    request,
    z.record(z.string(), z.unknown(), 'send a JSON object with description and primary_diagnosis'),
  );
  const query = parseAs(InQuery, Object.fromEntries(request.query));
  return parseAs(CaseRequest, { ...query, ...withoutNulls(body) });
}

/** Older clients send null for what they leave out. */
const withoutNulls = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
