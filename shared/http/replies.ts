import { auditCase } from '../audits/audit-case.ts';
import type { CaseRecord } from '../cases/case.ts';
import type { StoredCase } from '../cases/ports.ts';
import type { Preview } from '../cases/preview-case.ts';
import { toWire } from '../cases/wire.ts';

/** The reply that all routes which show a case have in common: the contract's fields, and what the audits say. */
export const caseBody = (record: CaseRecord) => ({ ...toWire(record), audits: auditCase(record) });

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
