import type { CaseRecord } from './case.ts';
import type { Draft, Origin } from './draft.ts';
import type { SessionStore } from './ports.ts';

export type StartDeps = { readonly sessions: SessionStore; readonly newId: () => string; readonly now: () => Date };

/** Keeps a record as the draft of a new edit session. */
export async function startSession(
  { record, origin = null, by, said }: { record: CaseRecord; origin?: Origin | null; by: string; said: string },
  { sessions, newId, now }: StartDeps,
): Promise<{ sessionId: string; draft: Draft }> {
  const sessionId = newId();
  const revision = { at: now().toISOString(), by, kind: 'created' as const, changes: [said], editId: newId() };
  return { sessionId, draft: await sessions.create(sessionId, { record, locks: [], origin }, revision) };
}
