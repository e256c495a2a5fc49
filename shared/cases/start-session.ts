import type { CaseRecord } from './case.ts';
import type { Draft, Origin } from './draft.ts';
import type { SessionStore } from './ports.ts';

export type StartDeps = { readonly sessions: SessionStore; readonly newId: () => string; readonly now: () => Date };

export type NewSession = {
  readonly record: CaseRecord;
  readonly locks?: readonly string[];
  readonly origin?: Origin | null;
  readonly by: string;
  /** How the draft came about, for its history. */
  readonly said: string;
};

/** Keeps a record as the draft of a new edit session. */
export async function startSession(
  { record, locks = [], origin = null, by, said }: NewSession,
  { sessions, newId, now }: StartDeps,
): Promise<{ sessionId: string; draft: Draft }> {
  const sessionId = newId();
  const revision = { at: now().toISOString(), by, kind: 'created' as const, changes: [said], editId: newId() };
  return { sessionId, draft: await sessions.create(sessionId, { record, locks, origin }, revision) };
}
