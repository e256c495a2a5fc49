import type { CaseRecord } from '../../../shared/cases/case.ts';
import { type Change, compareRecords } from '../../../shared/cases/compare/compare-records.ts';
import type { TierLevel } from '../../../shared/cases/framework.ts';
import { askJson } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { DraftBody, ImportedBody } from '../api/types.ts';
import type { DraftDesk } from './draft-desk.ts';
import { onServer, ServerNeeded } from './on-server.ts';

export type MatrixTaken = Pick<ImportedBody, 'moved' | 'notes'> & {
  /** In sentences; empty where the file says what the draft says. */
  readonly changes: readonly string[];
};

/**
 * Has the server apply a matrix to the draft: as one edit, after everything that was done here. Read before and after, so
 * that what is told as changed is what the file has changed, and nobody else.
 */
export async function sendMatrix(desk: DraftDesk, csv: string, tier: TierLevel): Promise<MatrixTaken> {
  try {
    const present = await onServer(desk, (sessionId) => askJson<DraftBody>(`/session/${sessionId}`));
    desk.adopt(present);
    const before = desk.store.get().base;
    const order = { lr_matrix_csv: csv, tier_level: tier, session_id: present.session_id };
    const made = await askJson<ImportedBody>('/cases/import?as=draft', { method: 'POST', body: order });
    desk.adopt(draftAfter(present, made));
    return { changes: changesFrom(before, desk.store.get().base), moved: made.moved, notes: made.notes };
  } catch (error) {
    if (error instanceof ApiProblem && error.isPassing) throw new ServerNeeded(error.message, false, { cause: error });
    throw error;
  }
}

/** What it comes to first: of many changes, only the first are shown. */
function changesFrom(before: CaseRecord, after: CaseRecord): string[] {
  const changes = compareRecords(before, after);
  const isOutcome = ({ field }: Change): boolean => field === 'final_posterior';
  return [...changes.filter(isOutcome), ...changes.filter((change) => !isOutcome(change))].map(({ sentence }) => sentence);
}

/** The reply is the draft as it is now, without what a matrix does not touch. */
function draftAfter(present: DraftBody, made: ImportedBody): DraftBody {
  const { moved: _, notes: __, editing: ___, ...body } = made;
  const version = made.version ?? present.version;
  if (version === present.version) return present;
  return { ...present, ...body, session_id: present.session_id, version, can_undo: true, can_redo: false };
}
