import { AppError } from '../errors.ts';
import { requireAnalyzable } from './analyze-case.ts';
import type { CaseRecord } from './case.ts';
import { foundCase, foundDraft } from './found.ts';
import { fromWire } from './from-wire.ts';
import type { CaseStore, SessionStore } from './ports.ts';

/** A draft, a saved case, or a case that the caller holds. */
export type AnalyzeTarget =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'case'; readonly caseId: number }
  | { readonly kind: 'given'; readonly case: unknown };

export type FoundRecord = { readonly record: CaseRecord; readonly version: number | null };

const mostErrors = 20;

/** The record to look at, with the version that a draft or saved case has. */
export async function findAnalyzable(
  target: AnalyzeTarget,
  { sessions, cases }: { readonly sessions: Pick<SessionStore, 'find'>; readonly cases: Pick<CaseStore, 'find'> },
): Promise<FoundRecord> {
  switch (target.kind) {
    case 'session': {
      const { record, version } = await foundDraft(sessions, target.sessionId);
      return { record, version };
    }
    case 'case': {
      const { record, version } = await foundCase(cases, target.caseId);
      return { record, version };
    }
    case 'given':
      return { record: readGivenCase(target.case), version: null };
  }
}

/** A case as the API shows it. Paths of what does not fit start at `case`, the field that it came in. */
export function readGivenCase(value: unknown): CaseRecord {
  try {
    return requireAnalyzable(fromWire(value));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const errors = error.errors
      .slice(0, mostErrors)
      .map(({ path, message }) => ({ path: path ? `case.${path}` : 'case', message }));
    throw new AppError(error.kind, error.message, { errors });
  }
}
