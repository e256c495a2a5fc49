import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { CaseRecord } from '../cases/case.ts';
import type { CaseStore, CaseSummary, Idempotency, StoredCase } from '../cases/ports.ts';
import { AppError } from '../errors.ts';
import type { Database } from './database.ts';
import { inTransaction, withDatabase } from './pool.ts';

type VersionRow = { case_id: number; version: number; created_at: Date; record: string };

const stored = ({ case_id, version, created_at, record }: VersionRow): StoredCase => ({
  caseId: case_id,
  version,
  createdAt: created_at.toISOString(),
  record: JSON.parse(record) as CaseRecord,
});

const selectCase = `SELECT case_id, version, created_at, record FROM case_versions WHERE case_id = $1 ORDER BY version DESC LIMIT 1`;

/** Finalized cases in PostgreSQL. */
export const createCaseStore = (database: Database): CaseStore => ({
  ready: () =>
    withDatabase(database, async () => {
      await (await database.ready()).query('SELECT 1');
    }),

  save: (record, idempotency) =>
    withDatabase(database, async () => {
      const pool = await database.ready();
      return inTransaction(pool, async (client) => {
        if (idempotency) {
          // Two requests with one key wait for each other here, so that the second finds what the first has saved.
          await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [idempotency.key]);
          const earlier = await findKey(client, idempotency);
          if (earlier) return earlier;
        }
        const saved = await insertCase(client, record);
        if (idempotency) {
          await client.query('INSERT INTO idempotency_keys (key, request_hash, case_id) VALUES ($1, $2, $3)', [
            idempotency.key,
            idempotency.requestHash,
            saved.caseId,
          ]);
        }
        return saved;
      });
    }),

  findByKey: (idempotency) => withDatabase(database, async () => findKey(await database.ready(), idempotency)),

  find: (caseId) =>
    withDatabase(database, async () => {
      const { rows } = await (await database.ready()).query<VersionRow>(selectCase, [caseId]);
      return rows[0] && stored(rows[0]);
    }),

  list: ({ query, limit, before }) =>
    withDatabase(database, async () => {
      const { rows } = await (await database.ready()).query<SummaryRow>(
        `SELECT c.id, v.title, v.description, v.primary_diagnosis, v.chief_complaint, c.created_at
           FROM cases c
           JOIN LATERAL (SELECT * FROM case_versions WHERE case_id = c.id ORDER BY version DESC LIMIT 1) v ON true
          WHERE ($1::int IS NULL OR c.id < $1)
            AND ($2::text IS NULL OR concat_ws(' ', v.title, v.description, v.primary_diagnosis, v.chief_complaint) ILIKE $2)
          ORDER BY c.id DESC LIMIT $3`,
        [before ?? null, query === undefined ? null : `%${query.replace(/[\\%_]/g, '\\$&')}%`, limit],
      );
      return rows.map(summary);
    }),
});

type SummaryRow = {
  id: number;
  title: string;
  description: string;
  primary_diagnosis: string;
  chief_complaint: string | null;
  created_at: Date;
};

const summary = (row: SummaryRow): CaseSummary => ({
  caseId: row.id,
  title: row.title,
  description: row.description,
  primaryDiagnosis: row.primary_diagnosis,
  chiefComplaint: row.chief_complaint,
  createdAt: row.created_at.toISOString(),
});

async function insertCase(client: PoolClient, record: CaseRecord): Promise<StoredCase> {
  const text = JSON.stringify(record);
  const hash = createHash('sha256').update(text).digest('hex');
  const { rows } = await client.query<VersionRow>(
    `WITH made AS (INSERT INTO cases DEFAULT VALUES RETURNING id)
     INSERT INTO case_versions (case_id, version, title, description, primary_diagnosis, chief_complaint, record, content_hash)
     SELECT id, 1, $1, $2, $3, $4, $5, $6 FROM made
     RETURNING case_id, version, created_at, record`,
    [record.title, record.description, record.primaryDiagnosis, record.generation.chiefComplaint, text, hash],
  );
  if (!rows[0]) throw new Error('insert returned no row');
  return stored(rows[0]);
}

type Queryable = Pick<PoolClient, 'query'>;

async function findKey(client: Queryable, { key, requestHash }: Idempotency): Promise<StoredCase | undefined> {
  const { rows } = await client.query<{ case_id: number; request_hash: string }>(
    'SELECT case_id, request_hash FROM idempotency_keys WHERE key = $1',
    [key],
  );
  const [known] = rows;
  if (!known) return undefined;
  if (known.request_hash !== requestHash) {
    throw new AppError('conflict', 'This Idempotency-Key was used before with another request. Use a new key for a new case.');
  }
  const found = await client.query<VersionRow>(
    `SELECT case_id, version, created_at, record FROM case_versions WHERE case_id = $1 AND version = 1`,
    [known.case_id],
  );
  return found.rows[0] && stored(found.rows[0]);
}
