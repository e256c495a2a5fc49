import type { CaseRecord } from '../cases/case.ts';
import { type Draft, type SessionStore, sessionLifeSeconds } from '../cases/ports.ts';
import type { Database } from '../store/database.ts';
import { withDatabase } from '../store/pool.ts';

type Row = { version: number; record: string };
const draftOf = ({ version, record }: Row): Draft => ({ version, record: JSON.parse(record) as CaseRecord });

const life = `now() + interval '${sessionLifeSeconds} seconds'`;

/** Edit sessions in a PostgreSQL table, for when no Redis is configured: shared by workers, and there after a restart. */
export const createPostgresSessions = (database: Database): SessionStore => ({
  create: (sessionId, record) =>
    withDatabase(database, async () => {
      const pool = await database.ready();
      // Whoever makes a session sweeps a few that have expired, so that no timer has to.
      await pool.query(
        'DELETE FROM edit_sessions WHERE id IN (SELECT id FROM edit_sessions WHERE expires_at < now() ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED)',
      );
      await pool.query(`INSERT INTO edit_sessions (id, version, record, expires_at) VALUES ($1, 1, $2, ${life})`, [
        sessionId,
        JSON.stringify(record),
      ]);
      return { version: 1, record };
    }),

  find: (sessionId) =>
    withDatabase(database, async () => {
      const { rows } = await (await database.ready()).query<Row>(
        `UPDATE edit_sessions SET expires_at = ${life} WHERE id = $1 AND expires_at > now() RETURNING version, record`,
        [sessionId],
      );
      return rows[0] && draftOf(rows[0]);
    }),

  version: (sessionId) =>
    withDatabase(database, async () => {
      const { rows } = await (await database.ready()).query<Pick<Row, 'version'>>(
        `UPDATE edit_sessions SET expires_at = ${life} WHERE id = $1 AND expires_at > now() RETURNING version`,
        [sessionId],
      );
      return rows[0]?.version;
    }),

  replace: (sessionId, version, record) =>
    withDatabase(database, async () => {
      const { rowCount } = await (await database.ready()).query(
        `UPDATE edit_sessions SET version = version + 1, record = $3, expires_at = ${life} WHERE id = $1 AND version = $2 AND expires_at > now()`,
        [sessionId, version, JSON.stringify(record)],
      );
      return rowCount === 1 ? { version: version + 1, record } : undefined;
    }),

  remove: (sessionId) =>
    withDatabase(database, async () => {
      await (await database.ready()).query('DELETE FROM edit_sessions WHERE id = $1', [sessionId]);
    }),
});
