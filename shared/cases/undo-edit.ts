import { AppError } from '../errors.ts';
import { type Change, compareRecords } from './compare/compare-records.ts';
import { type Draft, redone, undone } from './draft.ts';
import { changedSince, tooManyAtOnce } from './draft-problems.ts';
import type { EditDeps } from './edit-case.ts';
import { foundDraft } from './found.ts';

export type UndoOrder = {
  readonly sessionId: string;
  readonly direction: 'undo' | 'redo';
  readonly ifMatch: number | undefined;
  readonly by: string;
};

/**
 * Takes back the last edit, or makes it again. Both write a new version with older content, so that the history shows them
 * and nobody's version number ever goes back.
 */
export async function undoEdit(
  { sessionId, direction, ifMatch, by }: UndoOrder,
  { sessions, now, newId }: Pick<EditDeps, 'sessions' | 'now' | 'newId'>,
): Promise<{ draft: Draft; changes: Change[] }> {
  const draft = await foundDraft(sessions, sessionId);
  if (ifMatch !== undefined && ifMatch !== draft.version) throw await changedSince(sessions, sessionId, ifMatch, draft);
  const target = direction === 'undo' ? draft.past.at(-1) : draft.future.at(0);
  const content = target === undefined ? undefined : await sessions.snapshot(sessionId, target);
  if (!content) throw new AppError('conflict', `There is nothing to ${direction}.`);
  const after = direction === 'undo' ? undone(draft, content) : redone(draft, content);
  const changes = compareRecords(draft.record, after.record);
  const revision = {
    at: now().toISOString(),
    by,
    kind: direction === 'undo' ? ('undone' as const) : ('redone' as const),
    changes: changes.map(({ sentence }) => sentence).slice(0, 20),
    editId: newId(),
  };
  const landed = await sessions.write(sessionId, draft, after, revision);
  if (landed === undefined && ifMatch === undefined) throw tooManyAtOnce();
  if (landed === undefined) throw await changedSince(sessions, sessionId, draft.version, await foundDraft(sessions, sessionId));
  return { draft: after, changes };
}
