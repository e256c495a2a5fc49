import type { HttpRequest } from '@azure/functions';
import type { CaseStore, SessionStore, StoredCase } from '../cases/ports.ts';
import { AppError } from '../errors.ts';
import type { Exported } from '../exports/formats.ts';

/** Ids are PostgreSQL integers. */
const largestId = 2 ** 31 - 1;

/** The saved case that a path names; 404 where there is none. */
export async function askedForCase({ params }: HttpRequest, { cases }: { readonly cases: CaseStore }): Promise<StoredCase> {
  const given = params.case_id ?? '';
  const caseId = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  const found = caseId >= 1 && caseId <= largestId ? await cases.find(caseId) : undefined;
  if (!found) throw new AppError('not-found', 'There is no case with this number.');
  return found;
}

/** The draft that a path names, as something to export; 404 where it is unknown or has expired. */
export async function askedForDraft(
  { params }: HttpRequest,
  { sessions }: { readonly sessions: SessionStore },
): Promise<Exported> {
  const sessionId = params.session_id ?? '';
  const draft = /^[\w-]{1,80}$/.test(sessionId) ? await sessions.find(sessionId) : undefined;
  if (!draft) throw new AppError('not-found', 'Session not found or expired');
  return { caseId: null, record: draft.record };
}
