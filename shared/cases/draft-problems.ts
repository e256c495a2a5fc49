import { AppError } from '../errors.ts';
import type { Draft, Revision } from './draft.ts';
import type { Clash } from './edits/merge.ts';
import type { SessionStore } from './ports.ts';

/** What a caller is told when a draft is not as they have seen it. Nothing was changed in any of these. */

const mostShown = 50;

/** 412, with what was changed since the version that the caller has seen. */
export async function changedSince(sessions: SessionStore, sessionId: string, seen: number, present: Draft): Promise<AppError> {
  const history = await sessions.history(sessionId, mostShown);
  const since = history.filter(({ version }) => version > seen);
  return new AppError(
    'precondition-failed',
    `The draft is at version ${present.version} by now; you have seen version ${seen}. Nothing was changed.`,
    { extensions: { version: present.version, changed_since: since.map(revisionOnWire) } },
  );
}

export function clashed(clashes: readonly Clash[], { version }: Draft): AppError {
  const names = clashes.map(({ field }) => field);
  return new AppError(
    'conflict',
    `Somebody else changed the same in the meantime: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}. Nothing of yours was saved.`,
    {
      errors: names.slice(0, 20).map((path) => ({ path, message: 'was changed to something else in the meantime' })),
      extensions: { version, clashes: clashes.slice(0, mostShown) },
    },
  );
}

export const tooOld = (baseVersion: number, { version }: Draft): AppError =>
  new AppError(
    'conflict',
    `Version ${baseVersion} of this draft is not kept any more, so your change cannot be merged. Load the draft again.`,
    { extensions: { version } },
  );

export const tooManyAtOnce = (): AppError =>
  new AppError('conflict', 'Too many changes arrive for this draft at once. Nothing of yours was saved; please try again.', {
    retryAfterSeconds: 1,
  });

export const otherEdit = ({ editId, version }: Revision): AppError =>
  new AppError(
    'conflict',
    `The key ${editId} was used before for another change, which landed in version ${version}. Use a new key for a new change.`,
  );

/** A revision as the API shows it. */
export const revisionOnWire = ({ version, at, by, kind, changes, editId }: Revision) => ({
  version,
  at,
  by,
  kind,
  changes,
  edit_id: editId,
});
