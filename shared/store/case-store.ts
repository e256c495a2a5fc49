import type { CaseStore, Idempotency, StoredCase } from '../cases/ports.ts';
import { AppError } from '../errors.ts';
import { caseSummary, caseVersion, type HistoryRow, type SummaryRow } from './case-rows.ts';
import type { Database } from './database.ts';
import { finalizeIn, findFinalization, findVersion, type Queryable } from './finalize.ts';
import { insertCase, insertVersion } from './insert-version.ts';
import { inTransaction, withDatabase } from './pool.ts';

/** Finalized cases in PostgreSQL. */
export const createCaseStore = (database: Database): CaseStore => ({
  ready: () =>
    withDatabase(database, async () => {
      await (await database.ready()).query('SELECT 1');
    }),

  save: (record, idempotency, by) =>
    withDatabase(database, async () =>
      inTransaction(await database.ready(), async (client) => {
        if (idempotency) {
          // Two requests with one key wait for each other here, so that the second finds what the first has saved.
          await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [idempotency.key]);
          const earlier = await findKey(client, idempotency);
          if (earlier) return earlier;
        }
        const place = { caseId: await insertCase(client), version: 1 };
        const saved = await insertVersion(client, place, { record, by: by ?? null, parent: null, override: null });
        if (idempotency) {
          await client.query('INSERT INTO idempotency_keys (key, request_hash, case_id) VALUES ($1, $2, $3)', [
            idempotency.key,
            idempotency.requestHash,
            saved.caseId,
          ]);
        }
        return saved;
      }),
    ),

  finalize: (wanted) =>
    withDatabase(database, async () => inTransaction(await database.ready(), (client) => finalizeIn(client, wanted))),

  finalization: (sessionId) => withDatabase(database, async () => findFinalization(await database.ready(), sessionId)),

  findByKey: (idempotency) => withDatabase(database, async () => findKey(await database.ready(), idempotency)),

  find: (caseId, version) => withDatabase(database, async () => findVersion(await database.ready(), caseId, version)),

  versions: (caseId) =>
    withDatabase(database, async () => {
      const { rows } = await (await database.ready()).query<HistoryRow>(
        `SELECT version, created_at, title, finalized_by, parent_case_id, parent_version, content_hash, override_json
           FROM case_versions WHERE case_id = $1 ORDER BY version`,
        [caseId],
      );
      return rows.map(caseVersion);
    }),

  retire: (caseId, retired) =>
    withDatabase(database, async () => {
      const { rowCount } = await (await database.ready()).query(
        'UPDATE cases SET retired_at = CASE WHEN $2 THEN coalesce(retired_at, now()) END WHERE id = $1',
        [caseId, retired],
      );
      return rowCount === 1;
    }),

  list: ({ query, complaints, limit, before, retired = false }) =>
    withDatabase(database, async () => {
      const { rows } = await (await database.ready()).query<SummaryRow>(
        `SELECT c.id, v.version, v.title, v.description, v.primary_diagnosis, v.chief_complaint, c.created_at,
                c.retired_at IS NOT NULL AS retired
           FROM cases c
           JOIN LATERAL (SELECT * FROM case_versions WHERE case_id = c.id ORDER BY version DESC LIMIT 1) v ON true
          WHERE ($1::int IS NULL OR c.id < $1)
            AND (c.retired_at IS NOT NULL) = $4
            AND ($2::text IS NULL OR concat_ws(' ', v.title, CASE WHEN $5::text[] IS NULL THEN v.description END,
                   CASE WHEN $5 IS NULL THEN v.primary_diagnosis END,
                   CASE WHEN $5 IS NULL OR v.chief_complaint = ANY ($5) THEN v.chief_complaint END) ILIKE $2)
          ORDER BY c.id DESC LIMIT $3`,
        [
          before ?? null,
          query === undefined ? null : `%${query.replace(/[\\%_]/g, '\\$&')}%`,
          limit,
          retired,
          complaints ?? null,
        ],
      );
      return rows.map(caseSummary);
    }),
});

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
  return findVersion(client, known.case_id, 1);
}
