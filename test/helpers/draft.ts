import type { CaseRecord } from '../../shared/cases/case.ts';
import type { Draft, NewRevision } from '../../shared/cases/draft.ts';
import type { SessionStore } from '../../shared/cases/ports.ts';

let marks = 0;
export const revision = (change = 'made for a test', editId = `mark-${++marks}`): NewRevision => ({
  at: '2026-01-01T00:00:00.000Z',
  by: 'educator',
  kind: 'edited',
  changes: [change],
  editId,
});

/** A record as the draft of a session. */
export const keepDraft = (sessions: SessionStore, sessionId: string, record: CaseRecord): Promise<Draft> =>
  sessions.create(sessionId, { record, locks: [], origin: null }, revision());
