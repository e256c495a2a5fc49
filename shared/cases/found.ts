import { AppError } from '../errors.ts';
import type { Draft } from './draft.ts';
import type { CaseStore, SessionStore, StoredCase } from './ports.ts';

export const noSuchSession = (): AppError => new AppError('not-found', 'Session not found or expired');
export const noSuchCase = (): AppError => new AppError('not-found', 'There is no case with this number.');

/** The draft of an edit session; `not-found` where it is unknown or has expired. */
export async function foundDraft(sessions: Pick<SessionStore, 'find'>, id: string): Promise<Draft> {
  const draft = await sessions.find(id);
  if (!draft) throw noSuchSession();
  return draft;
}

export const noSuchVersion = (version: number): AppError =>
  new AppError('not-found', `There is no version ${version} of this case.`);

/** A saved case, its newest version where none is named; `not-found` where there is none of this number. */
export async function foundCase(cases: Pick<CaseStore, 'find'>, id: number, version?: number): Promise<StoredCase> {
  const stored = await cases.find(id, version);
  if (!stored) throw version === undefined ? noSuchCase() : noSuchVersion(version);
  return stored;
}
