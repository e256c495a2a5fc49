import { droppedBy } from '../cases/draft.ts';
import { longestHistory, type SessionStore, sessionLifeSeconds } from '../cases/ports.ts';
import type { Database } from '../store/database.ts';
import { isDuplicate, withDatabase } from '../store/pool.ts';
import { draftFrom, draftText, firstDraft, packContent, revisionFrom, revisionText, unpackContent } from './draft-text.ts';

type Row = { version: number; document: string };

const life = `now() + interval '${sessionLifeSeconds} seconds'`;

/** One statement, so that the draft, its trail and its log change together or not at all. */
const writeStatement = `
  WITH written AS (
    UPDATE edit_sessions SET version = $3, document = $4, expires_at = ${life}
     WHERE id = $1 AND version = $2 AND expires_at > now() RETURNING id
  ), dropped AS (
    UPDATE edit_revisions SET content = NULL WHERE session_id = (SELECT id FROM written) AND version = ANY($8::int[])
  )
  INSERT INTO edit_revisions (session_id, version, edit_id, revision, content)
  SELECT id, $3, $5, $6, $7 FROM written`;

/** Edit sessions in PostgreSQL tables, for when no Redis is configured: shared by workers, and there after a restart. */
export function createPostgresSessions(database: Database): SessionStore {
  const landed: SessionStore['landed'] = async (sessionId, editId) => {
    const { rows } = await (await database.ready()).query<Pick<Row, 'version'>>(
      'SELECT version FROM edit_revisions WHERE session_id = $1 AND edit_id = $2',
      [sessionId, editId],
    );
    return rows[0]?.version;
  };
  return {
    create: (sessionId, content, revision) =>
      withDatabase(database, async () => {
        const pool = await database.ready();
        // Whoever makes a session sweeps a few that have expired, so that no timer has to.
        await pool.query(
          'DELETE FROM edit_sessions WHERE id IN (SELECT id FROM edit_sessions WHERE expires_at < now() ORDER BY expires_at LIMIT 20 FOR UPDATE SKIP LOCKED)',
        );
        const draft = firstDraft(content);
        await pool.query(
          `WITH made AS (
             INSERT INTO edit_sessions (id, version, document, expires_at) VALUES ($1, 1, $2, ${life}) ON CONFLICT DO NOTHING RETURNING id
           )
           INSERT INTO edit_revisions (session_id, version, edit_id, revision, content) SELECT id, 1, $3, $4, $5 FROM made`,
          [sessionId, draftText(draft), revision.editId, revisionText(1, revision), packContent(content)],
        );
        return draft;
      }),

    find: (sessionId) =>
      withDatabase(database, async () => {
        const { rows } = await (await database.ready()).query<Row>(
          `UPDATE edit_sessions SET expires_at = ${life} WHERE id = $1 AND expires_at > now() RETURNING version, document`,
          [sessionId],
        );
        return rows[0] && draftFrom(rows[0].version, rows[0].document);
      }),

    version: (sessionId) =>
      withDatabase(database, async () => {
        const { rows } = await (await database.ready()).query<Pick<Row, 'version'>>(
          `UPDATE edit_sessions SET expires_at = ${life} WHERE id = $1 AND expires_at > now() RETURNING version`,
          [sessionId],
        );
        return rows[0]?.version;
      }),

    write: (sessionId, before, next, revision) =>
      withDatabase(database, async () => {
        const pool = await database.ready();
        try {
          const { rowCount } = await pool.query(writeStatement, [
            sessionId,
            before.version,
            next.version,
            draftText(next),
            revision.editId,
            revisionText(next.version, revision),
            packContent(next),
            droppedBy(before, next),
          ]);
          if (rowCount === 1) return next.version;
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
        return landed(sessionId, revision.editId);
      }),

    landed: (sessionId, editId) => withDatabase(database, () => landed(sessionId, editId)),

    snapshot: (sessionId, version) =>
      withDatabase(database, async () => {
        const { rows } = await (await database.ready()).query<{ content: Buffer | null }>(
          'SELECT content FROM edit_revisions WHERE session_id = $1 AND version = $2',
          [sessionId, version],
        );
        return rows[0]?.content ? unpackContent(rows[0].content) : undefined;
      }),

    history: (sessionId, most = longestHistory) =>
      withDatabase(database, async () => {
        const { rows } = await (await database.ready()).query<{ revision: string }>(
          'SELECT revision FROM edit_revisions WHERE session_id = $1 ORDER BY version DESC LIMIT $2',
          [sessionId, most],
        );
        return rows.map(({ revision }) => revisionFrom(revision));
      }),

    remove: (sessionId, version) =>
      withDatabase(database, async () => {
        const pool = await database.ready();
        const { rowCount } = await pool.query('DELETE FROM edit_sessions WHERE id = $1 AND version = $2', [sessionId, version]);
        if (rowCount === 1) return true;
        const left = await pool.query('SELECT 1 FROM edit_sessions WHERE id = $1', [sessionId]);
        return left.rowCount === 0;
      }),
  };
}
