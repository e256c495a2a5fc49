import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { CaseRequest } from '../cases/case-request.ts';
import { parseAs, readBody } from './read-body.ts';

/** What an educator asks for. */
export const readCaseRequest = async (request: HttpRequest): Promise<CaseRequest> =>
  parseAs(CaseRequest, await readWithModel(request, 'send a JSON object with description and primary_diagnosis'));

/**
 * A body as an object. `model` and `temperature` may stand in the query, as older clients send them; the body wins, and an
 * empty value is none.
 */
export async function readWithModel(request: HttpRequest, hint: string): Promise<Record<string, unknown>> {
  const body = await readBody(request, z.record(z.string(), z.unknown(), hint));
  return { ...fromQuery(request), ...withoutNulls(body) };
}

function fromQuery({ query }: HttpRequest): { model?: string; temperature?: number } {
  const [model, temperature] = [query.get('model')?.trim(), query.get('temperature')?.trim()];
  return { ...(model ? { model } : {}), ...(temperature ? { temperature: Number(temperature) } : {}) };
}

/** Older clients send null for what they leave out. */
const withoutNulls = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
