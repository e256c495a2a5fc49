import { describeError, type Log } from '../log.ts';
import type { CaseRecord } from './case.ts';
import type { CaseRequest } from './case-request.ts';
import { nobodyListens, type Report } from './ports.ts';
import { type StartDeps, startSession } from './start-session.ts';
import { type WriteDeps, writeCase } from './write-case.ts';

export type PreviewDeps = WriteDeps & StartDeps & { readonly log: Pick<Log, 'warn'> };

export type Preview = {
  readonly record: CaseRecord;
  readonly session: { readonly id: string; readonly version: number } | undefined;
  /** Why the draft cannot be edited, where the session store was down. */
  readonly editingDisabled: string | undefined;
};

/** Writes a case and keeps it as a draft. A session store that fails, however it fails, costs the editing, never the draft. */
export async function previewCase(
  wanted: CaseRequest,
  deps: PreviewDeps,
  signal: AbortSignal,
  by: string,
  report: Report = nobodyListens,
): Promise<Preview> {
  const record = await writeCase(wanted, deps, signal, report);
  signal.throwIfAborted();
  try {
    const said = `Written by ${record.generation.model}`;
    const { sessionId, draft } = await startSession({ record, by, said }, deps);
    return { record, session: { id: sessionId, version: draft.version }, editingDisabled: undefined };
  } catch (error) {
    deps.log.warn('draft-not-kept', describeError(error));
    return {
      record,
      session: undefined,
      editingDisabled:
        'The session store cannot be reached, so this draft cannot be edited here. It is complete: keep this reply, and save it when the store is back.',
    };
  }
}
