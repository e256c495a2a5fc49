import type { CaseRecord } from '../../../shared/cases/case.ts';
import { type Change, compareRecords } from '../../../shared/cases/compare/compare-records.ts';
import type { TierLevel } from '../../../shared/cases/framework.ts';
import { askJson } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { DraftBody, ImportedBody } from '../api/types.ts';
import type { DraftDesk } from './draft-desk.ts';

export type MatrixTaken = Pick<ImportedBody, 'moved' | 'notes'> & {
  /** In sentences; empty where the file says what the draft says. */
  readonly changes: readonly string[];
};

/** The server is needed, and does not answer or cannot do it now. */
export class ServerNeeded extends Error {
  override readonly name = 'ServerNeeded';
}

/**
 * Has the server apply a matrix to the draft: as one edit, after everything that was done here. Read before and after, so
 * that what is told as changed is what the file has changed, and nobody else.
 */
export async function sendMatrix(desk: DraftDesk, csv: string, tier: TierLevel): Promise<MatrixTaken> {
  try {
    const present = await presentDraft(desk);
    desk.adopt(present);
    const before = desk.store.get().base;
    const order = { lr_matrix_csv: csv, tier_level: tier, session_id: present.session_id };
    const made = await askJson<ImportedBody>('/cases/import?as=draft', { method: 'POST', body: order });
    desk.adopt(draftAfter(present, made));
    return { changes: changesFrom(before, desk.store.get().base), moved: made.moved, notes: made.notes };
  } catch (error) {
    if (error instanceof ApiProblem && error.isPassing) throw new ServerNeeded(error.message, { cause: error });
    throw error;
  }
}

/** What it comes to first: of many changes, only the first are shown. */
function changesFrom(before: CaseRecord, after: CaseRecord): string[] {
  const changes = compareRecords(before, after);
  const isOutcome = ({ field }: Change): boolean => field === 'final_posterior';
  return [...changes.filter(isOutcome), ...changes.filter((change) => !isOutcome(change))].map(({ sentence }) => sentence);
}

/** What the server has once everything pending has been sent. A session that expired over the spreadsheet is put back first. */
async function presentDraft(desk: DraftDesk): Promise<DraftBody> {
  const read = async () => askJson<DraftBody>(`/session/${await sendPending(desk)}`);
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
    await desk.renew();
    return read();
  }
}

/** A refusal or an expired session on the way is mended by the desk, which then goes on where it was: hence the tries. */
const mostTries = 3;

/** Answers with the session that has it all. */
async function sendPending(desk: DraftDesk): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    await desk.flush();
    const { pending, sessionId, save } = desk.store.get();
    if (save.kind === 'conflict')
      throw new Error('The same was changed elsewhere. Decide first which side is kept; then import the file.');
    if (save.kind === 'offline') throw new ServerNeeded(save.why);
    if (pending.length === 0 && sessionId !== null) return sessionId;
  }
  throw new ServerNeeded('Your last changes have not reached it yet. Try again in a moment.');
}

/** The reply is the draft as it is now, without what a matrix does not touch. */
function draftAfter(present: DraftBody, made: ImportedBody): DraftBody {
  const { moved: _, notes: __, editing: ___, ...body } = made;
  const version = made.version ?? present.version;
  if (version === present.version) return present;
  return { ...present, ...body, session_id: present.session_id, version, can_undo: true, can_redo: false };
}
