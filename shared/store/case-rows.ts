import type { CaseRecord } from '../cases/case.ts';
import type { CaseSummary, CaseVersion, Override, StoredCase } from '../cases/ports.ts';

/** Rows of the tables, and what use cases know them as. */

export type VersionRow = { case_id: number; version: number; created_at: Date; record: string };

export const storedCase = ({ case_id, version, created_at, record }: VersionRow): StoredCase => ({
  caseId: case_id,
  version,
  createdAt: created_at.toISOString(),
  record: JSON.parse(record) as CaseRecord,
});

export type SummaryRow = {
  id: number;
  version: number;
  title: string;
  description: string;
  primary_diagnosis: string;
  chief_complaint: string | null;
  created_at: Date;
  retired: boolean;
};

export const caseSummary = (row: SummaryRow): CaseSummary => ({
  caseId: row.id,
  version: row.version,
  title: row.title,
  description: row.description,
  primaryDiagnosis: row.primary_diagnosis,
  chiefComplaint: row.chief_complaint,
  createdAt: row.created_at.toISOString(),
  retired: row.retired,
});

export type HistoryRow = {
  version: number;
  created_at: Date;
  title: string;
  finalized_by: string | null;
  parent_case_id: number | null;
  parent_version: number | null;
  content_hash: string;
  override_json: string | null;
};

export const caseVersion = (row: HistoryRow): CaseVersion => ({
  version: row.version,
  createdAt: row.created_at.toISOString(),
  title: row.title,
  finalizedBy: row.finalized_by,
  parent:
    row.parent_case_id === null || row.parent_version === null
      ? null
      : { caseId: row.parent_case_id, version: row.parent_version },
  contentHash: row.content_hash,
  override: row.override_json === null ? null : (JSON.parse(row.override_json) as Override),
});
