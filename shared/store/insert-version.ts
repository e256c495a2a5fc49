import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { CaseRecord } from '../cases/case.ts';
import type { Origin } from '../cases/draft.ts';
import type { Override, StoredCase } from '../cases/ports.ts';
import { storedCase, type VersionRow } from './case-rows.ts';

export type VersionToInsert = {
  readonly record: CaseRecord;
  readonly by: string | null;
  readonly parent: Origin | null;
  readonly override: Override | null;
};

/** A case without versions, as the first step of a transaction that gives it one. */
export async function insertCase(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ id: number }>('INSERT INTO cases DEFAULT VALUES RETURNING id');
  if (!rows[0]) throw new Error('insert returned no row');
  return rows[0].id;
}

/** Writes one version, with the hash of exactly the text that is stored. */
export async function insertVersion(
  client: PoolClient,
  { caseId, version }: Origin,
  { record, by, parent, override }: VersionToInsert,
): Promise<StoredCase> {
  const text = JSON.stringify(record);
  const hash = createHash('sha256').update(text).digest('hex');
  const { rows } = await client.query<VersionRow>(
    `INSERT INTO case_versions (case_id, version, title, description, primary_diagnosis, chief_complaint, record, content_hash,
                                finalized_by, parent_case_id, parent_version, override_json)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING case_id, version, created_at, record`,
    [
      caseId,
      version,
      record.title,
      record.description,
      record.primaryDiagnosis,
      record.generation.chiefComplaint,
      text,
      hash,
      by,
      parent?.caseId ?? null,
      parent?.version ?? null,
      override && JSON.stringify(override),
    ],
  );
  if (!rows[0]) throw new Error('insert returned no row');
  return storedCase(rows[0]);
}
