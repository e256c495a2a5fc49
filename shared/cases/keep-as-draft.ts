import { describeError, type Log } from '../log.ts';
import { type NewSession, type StartDeps, startSession } from './start-session.ts';

export type KeepDeps = StartDeps & { readonly log: Pick<Log, 'warn'> };

export type Kept = {
  readonly session: { readonly id: string; readonly version: number } | undefined;
  /** Why the draft cannot be edited, where the session store was down. */
  readonly editingDisabled: string | undefined;
};

/** Keeps a record as a draft. A session store that fails, however it fails, costs the editing, never the draft. */
export async function keepAsDraft(wanted: NewSession, deps: KeepDeps): Promise<Kept> {
  try {
    const { sessionId, draft } = await startSession(wanted, deps);
    return { session: { id: sessionId, version: draft.version }, editingDisabled: undefined };
  } catch (error) {
    deps.log.warn('draft-not-kept', describeError(error));
    return {
      session: undefined,
      editingDisabled:
        'The session store cannot be reached, so this draft cannot be edited here. It is complete: keep this reply, and save it when the store is back.',
    };
  }
}
