import { AppError } from '../errors.ts';
import { describeError, type Log } from '../log.ts';
import { requirePresent } from '../require-present.ts';
import type { CaseRecord } from './case.ts';
import { compareRecords } from './compare/compare-records.ts';
import type { Draft, Origin } from './draft.ts';
import { changedSince } from './draft-problems.ts';
import type { EditDeps } from './edit-case.ts';
import { applyLists } from './edits/apply-lists.ts';
import type { By } from './edits/author-cell.ts';
import type { ListsPatch } from './edits/lists.ts';
import { noSuchSession } from './found.ts';
import type { CaseStore, Finalization, NewVersion, Override, StoredCase } from './ports.ts';

/** What an audit says, as far as finalizing needs to know. */
type Audited = {
  readonly id: string;
  readonly severity: 'blocking' | 'warning';
  readonly sentence: string;
  readonly fields: readonly string[];
};

export type FinalizeDeps = EditDeps & {
  readonly cases: CaseStore;
  readonly audit: (record: CaseRecord) => readonly Audited[];
  /** The record that a payload makes all by itself; undefined where it is not whole. Throws where it is whole but wrong. */
  readonly recordOf: (payload: unknown, by: By) => Promise<CaseRecord | undefined>;
  readonly log: Pick<Log, 'warn'>;
};

export type FinalizeOrder = {
  readonly sessionId: string | null;
  readonly lists: ListsPatch;
  /** The body as it came, for when there is no draft. */
  readonly payload: unknown;
  readonly overrideReason: string | undefined;
  readonly saveAs: 'new-case' | 'new-version' | undefined;
  /** What a payload without a draft says of the draft: what it was opened from, and its version. */
  readonly origin: Origin | null;
  readonly payloadVersion: number;
  /** The version that the caller has seen; refuses where the draft has another one. */
  readonly ifMatch: number | undefined;
  readonly by: string;
};

/**
 * Makes a draft final: saves it whole in one transaction, then lets the session go. Made final twice, the same case comes
 * back. Without the draft (the store is down, the hour is over) the payload is saved if it is whole.
 */
export async function finalizeCase(order: FinalizeOrder, deps: FinalizeDeps): Promise<StoredCase> {
  const { cases } = deps;
  // The draft first: whoever lets a session go has said before what became of it, so one that is gone is found there.
  const draft = await draftOrFailure(order.sessionId, deps);
  const done = order.sessionId === null ? undefined : await cases.finalization(order.sessionId);
  const by = { who: order.by, at: deps.now().toISOString() };
  if (done) {
    const stored = requirePresent(await cases.find(done.caseId, done.version));
    const isNewer = 'record' in draft && draft.version > done.draftVersion;
    if (!isNewer) return asItStands(stored, order, by);
    if (isSameCase(stored.record, await patched(draft, order, by, deps))) return stored;
  }
  if ('record' in draft && order.ifMatch !== undefined && order.ifMatch !== draft.version)
    throw await changedSince(deps.sessions, order.sessionId ?? '', order.ifMatch, draft);
  const record = 'record' in draft ? await patched(draft, order, by, deps) : await fromPayload(draft, order, by, deps);
  const override = requireSound(record, order, by, deps);
  const saved = await cases.finalize({
    record,
    by: order.by,
    override,
    session: sessionOf(order, draft),
    ...placeOf(order, draft, done),
  });
  if (order.sessionId !== null && 'record' in draft) await release(order.sessionId, draft.version, deps);
  return saved;
}

/** The same to a reader: who typed a number, and when, makes no other case. */
const isSameCase = (a: CaseRecord, b: CaseRecord): boolean => compareRecords(a, b).length === 0;

/** A session that was made final gives its case back, unless what comes along says something else than that case does. */
function asItStands(stored: StoredCase, { lists }: FinalizeOrder, by: By): StoredCase {
  let says: CaseRecord | undefined;
  try {
    says = applyLists(stored.record, lists, undefined, by).record;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  if (says && isSameCase(stored.record, says)) return stored;
  const { caseId, version } = stored;
  throw new AppError(
    'conflict',
    `This session was made final as version ${version} of case ${caseId}, and what you send differs from it. Open the case again to change it.`,
    { extensions: { case_id: caseId, version } },
  );
}

type Failure = { readonly failure: AppError };

async function draftOrFailure(sessionId: string | null, { sessions }: FinalizeDeps): Promise<Draft | Failure> {
  if (sessionId === null) return { failure: noSuchSession() };
  try {
    return (await sessions.find(sessionId)) ?? { failure: noSuchSession() };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'dependency-down') return { failure: error };
    throw error;
  }
}

/** What comes with the order are the last edits: what the author saw on the screen is what is saved. */
async function patched({ record }: Draft, { lists }: FinalizeOrder, by: By, { aliasesOf }: FinalizeDeps) {
  const aliases = lists.primary_diagnosis === undefined ? undefined : await aliasesOf(lists.primary_diagnosis);
  return applyLists(record, lists, aliases, by).record;
}

async function fromPayload({ failure }: Failure, { payload }: FinalizeOrder, by: By, { recordOf }: FinalizeDeps) {
  const record = await recordOf(payload, by);
  if (!record) throw failure;
  return record;
}

/** Blocking problems need a written reason, which is kept with the version. */
function requireSound(
  record: CaseRecord,
  { overrideReason, by }: FinalizeOrder,
  { at }: { at: string },
  { audit }: FinalizeDeps,
): Override | null {
  const blocking = audit(record).filter(({ severity }) => severity === 'blocking');
  if (blocking.length === 0) return null;
  const reason = overrideReason?.trim();
  if (reason) return { reason, by, at, audits: [...new Set(blocking.map(({ id }) => id))] };
  const errors = [
    { path: 'override_reason', message: 'say why the case is to be final all the same, or mend what is listed' },
    ...blocking.map(({ fields, sentence }) => ({ path: fields[0] ?? '', message: sentence })),
  ];
  throw new AppError(
    'invalid-request',
    `The case is not final yet: ${blocking[0]?.sentence}${blocking.length > 1 ? ` (and ${blocking.length - 1} more)` : ''} Mend it, or send override_reason.`,
    { errors: errors.slice(0, 50), extensions: { audits: blocking } },
  );
}

/** A payload that is saved in a draft's stead says which version of it that is. */
const sessionOf = ({ sessionId, payloadVersion }: FinalizeOrder, draft: Draft | Failure): NewVersion['session'] =>
  sessionId === null ? null : { id: sessionId, draftVersion: 'record' in draft ? draft.version : payloadVersion };

function placeOf(
  { saveAs, origin }: FinalizeOrder,
  draft: Draft | Failure,
  done: Finalization | undefined,
): { parent: Origin | null; saveAs: NewVersion['saveAs'] } {
  // Edits that arrived while the draft was made final are the next version of what it became.
  const parent = done ? { caseId: done.caseId, version: done.version } : 'record' in draft ? draft.origin : origin;
  return { parent, saveAs: parent === null ? 'new-case' : (saveAs ?? 'latest') };
}

/** The case is saved: a session that cannot be let go now ends by itself. One that has been edited since stays. */
async function release(sessionId: string, version: number, { sessions, log }: FinalizeDeps): Promise<void> {
  try {
    await sessions.remove(sessionId, version);
  } catch (error) {
    log.warn('session-not-released', describeError(error));
  }
}
