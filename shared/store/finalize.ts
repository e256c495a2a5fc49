import type { PoolClient } from 'pg';
import type { Origin } from '../cases/draft.ts';
import { noSuchCase, noSuchVersion } from '../cases/found.ts';
import type { Finalization, NewVersion, StoredCase } from '../cases/ports.ts';
import { AppError } from '../errors.ts';
import { requirePresent } from '../require-present.ts';
import { storedCase, type VersionRow } from './case-rows.ts';
import { insertCase, insertVersion } from './insert-version.ts';

export type Queryable = Pick<PoolClient, 'query'>;

export const findVersion = async (client: Queryable, caseId: number, version?: number): Promise<StoredCase | undefined> => {
  const { rows } = await client.query<VersionRow>(
    `SELECT case_id, version, created_at, record FROM case_versions
      WHERE case_id = $1 AND ($2::int IS NULL OR version = $2) ORDER BY version DESC LIMIT 1`,
    [caseId, version ?? null],
  );
  return rows[0] && storedCase(rows[0]);
};

export async function findFinalization(client: Queryable, sessionId: string): Promise<Finalization | undefined> {
  const { rows } = await client.query<{ case_id: number; version: number; draft_version: number }>(
    'SELECT case_id, version, draft_version FROM finalizations WHERE session_id = $1',
    [sessionId],
  );
  const [row] = rows;
  return row && { caseId: row.case_id, version: row.version, draftVersion: row.draft_version };
}

/**
 * One finalize, inside a transaction. Those of one session wait for each other, so that of a hundred at once one saves and
 * the others find what it has saved.
 */
export async function finalizeIn(client: PoolClient, wanted: NewVersion): Promise<StoredCase> {
  const { session } = wanted;
  let { parent } = wanted;
  if (session) {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [session.id]);
    const done = await findFinalization(client, session.id);
    if (done && done.draftVersion >= session.draftVersion)
      return requirePresent(await findVersion(client, done.caseId, done.version));
    // Who waited here saw a session that was not final yet: what it has become meanwhile is the parent.
    if (done) parent = { caseId: done.caseId, version: done.version };
  }
  const place = await placeFor(client, { parent, saveAs: parent === wanted.parent ? wanted.saveAs : 'new-version' });
  const saved = await insertVersion(client, place, { ...wanted, parent });
  if (session) {
    await client.query(
      `INSERT INTO finalizations (session_id, case_id, version, draft_version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (session_id) DO UPDATE SET case_id = $2, version = $3, draft_version = $4`,
      [session.id, saved.caseId, saved.version, session.draftVersion],
    );
  }
  return saved;
}

/** A new case, or the number after the newest version of the parent's; that case is locked until the transaction ends. */
async function placeFor(
  client: PoolClient,
  { parent, saveAs }: Pick<NewVersion, 'parent' | 'saveAs'>,
): Promise<{ caseId: number; version: number }> {
  if (parent && !(await isThere(client, parent))) throw noSuchVersion(parent.version);
  if (!parent || saveAs === 'new-case') return { caseId: await insertCase(client), version: 1 };
  await client.query('SELECT 1 FROM cases WHERE id = $1 FOR UPDATE', [parent.caseId]);
  const { rows } = await client.query<{ newest: number | null }>(
    'SELECT max(version) AS newest FROM case_versions WHERE case_id = $1',
    [parent.caseId],
  );
  const newest = rows[0]?.newest;
  if (!newest) throw noSuchCase();
  if (saveAs === 'latest' && newest !== parent.version) throw movedOn(parent.version, newest);
  return { caseId: parent.caseId, version: newest + 1 };
}

async function isThere(client: Queryable, { caseId, version }: Origin): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM case_versions WHERE case_id = $1 AND version = $2', [caseId, version]);
  return rowCount === 1;
}

const movedOn = (from: number, newest: number): AppError =>
  new AppError(
    'conflict',
    `This draft was opened from version ${from}, and version ${newest} of the case was finalized since. Nothing was saved. Look at the difference, then save as a new case or on top of it.`,
    { extensions: { latest_version: newest, save_as: ['new-version', 'new-case'] } },
  );
