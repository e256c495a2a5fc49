import type { HttpRequest } from '@azure/functions';
import { foundCase, foundDraft, noSuchCase, noSuchSession } from '../cases/found.ts';
import { largestNumber } from '../cases/ids.ts';
import type { CaseStore, SessionStore, StoredCase } from '../cases/ports.ts';
import { AppError } from '../errors.ts';
import type { Exported } from '../exports/formats.ts';

/** The number of a case that a path names; 404 where what stands there can be no case's number. */
export function askedForCaseId({ params }: Pick<HttpRequest, 'params'>): number {
  const given = params.case_id ?? '';
  const caseId = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (!(caseId >= 1 && caseId <= largestNumber)) throw noSuchCase();
  return caseId;
}

/** The saved case that a path names, in the version that the query names (else the newest); 404 where there is none. */
export async function askedForCase(request: HttpRequest, { cases }: { readonly cases: CaseStore }): Promise<StoredCase> {
  const caseId = askedForCaseId(request);
  const given = request.query.get('version');
  if (given === null) return foundCase(cases, caseId);
  if (!/^[1-9]\d{0,6}$/.test(given)) {
    const message = 'must be the number of a version';
    throw new AppError('invalid-request', `version: ${message}.`, { errors: [{ path: 'version', message }] });
  }
  return foundCase(cases, caseId, Number(given));
}

/** The session that a path names; 404 where what stands there can be no session's id, so that no store is asked. */
export function askedForSession({ params }: HttpRequest): string {
  const sessionId = params.session_id ?? '';
  if (!/^[\w-]{1,80}$/.test(sessionId)) throw noSuchSession();
  return sessionId;
}

/** The draft that a path names, as something to export; 404 where it is unknown or has expired. */
export async function askedForDraft(request: HttpRequest, { sessions }: { readonly sessions: SessionStore }): Promise<Exported> {
  const { record } = await foundDraft(sessions, askedForSession(request));
  return { caseId: null, record };
}
