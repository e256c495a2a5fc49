import { AppError } from '../errors.ts';
import type { CaseStore, Draft, SessionStore, StoredCase } from './ports.ts';

export const noSuchSession = (): AppError => new AppError('not-found', 'Session not found or expired');
export const noSuchCase = (): AppError => new AppError('not-found', 'There is no case with this number.');

/** The draft of an edit session; `not-found` where it is unknown or has expired. */
export async function foundDraft(sessions: Pick<SessionStore, 'find'>, id: string): Promise<Draft> {
  const draft = await sessions.find(id);
  if (!draft) throw noSuchSession();
  return draft;
}

/** A saved case; `not-found` where there is none of this number. */
export async function foundCase(cases: Pick<CaseStore, 'find'>, id: number): Promise<StoredCase> {
  const stored = await cases.find(id);
  if (!stored) throw noSuchCase();
  return stored;
}
