import { auditCase } from '../audits/audit-case.ts';
import type { CaseRecord } from '../cases/case.ts';
import type { Draft } from '../cases/draft.ts';
import type { StoredCase } from '../cases/ports.ts';
import type { Preview } from '../cases/preview-case.ts';
import { toWire } from '../cases/wire.ts';

/** The reply that all routes which show a case have in common: the contract's fields, and what the audits say. */
export const caseBody = (record: CaseRecord) => ({ ...toWire(record), audits: auditCase(record) });

/** The likelihoods of a case, as they are shown after they were estimated anew. */
export function likelihoodsBody(record: CaseRecord) {
  const { feature_likelihood_ratios, citations, audits } = caseBody(record);
  return { feature_likelihood_ratios, citations, audits };
}

/** A client that has no session may know no states: of a finding without one it gets LR+, the finding as it is named. */
export function looseLikelihoodsBody(record: CaseRecord) {
  const { feature_likelihood_ratios, ...rest } = likelihoodsBody(record);
  const asNamed = feature_likelihood_ratios.map((row) =>
    row.present === null ? { ...row, likelihood_ratio: row.lr_positive } : row,
  );
  return { feature_likelihood_ratios: asNamed, ...rest };
}

/** A draft with what an editor needs to know of its session. */
export const draftBody = (sessionId: string, draft: Draft) => ({
  session_id: sessionId,
  version: draft.version,
  locks: draft.locks,
  origin: draft.origin && { case_id: draft.origin.caseId, version: draft.origin.version },
  can_undo: draft.past.length > 0,
  can_redo: draft.future.length > 0,
  ...caseBody(draft.record),
});

/** What every edit is answered with; the whole draft where it was asked for. */
export const editedBody = (sessionId: string, draft: Draft, message: string, whole: boolean) => ({
  status: 'success' as const,
  message,
  session_id: sessionId,
  version: draft.version,
  can_undo: draft.past.length > 0,
  can_redo: draft.future.length > 0,
  ...(whole ? draftBody(sessionId, draft) : {}),
});

const withElapsed = (body: ReturnType<typeof caseBody>, elapsedMs: number) => ({
  ...body,
  generation: { ...body.generation, elapsed_ms: Math.round(elapsedMs) },
});

export const previewBody = ({ record, session, editingDisabled }: Preview, elapsedMs: number) => ({
  session_id: session?.id ?? null,
  editing: editingDisabled === undefined ? { enabled: true } : { enabled: false, reason: editingDisabled },
  ...withElapsed(caseBody(record), elapsedMs),
});

export const storedBody = ({ caseId, version, createdAt, record }: StoredCase) => ({
  case_id: caseId,
  version,
  created_at: createdAt,
  ...caseBody(record),
});

export const generatedBody = (stored: StoredCase, elapsedMs: number) => ({
  case_id: stored.caseId,
  version: stored.version,
  created_at: stored.createdAt,
  ...withElapsed(caseBody(stored.record), elapsedMs),
});
