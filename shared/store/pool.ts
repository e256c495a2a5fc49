import { Pool, type PoolClient } from 'pg';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { describeError, type Log } from '../log.ts';
import { watchedClient } from './watched-client.ts';

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * TLS for every database that is not on this machine, with the certificate checked; what the address itself says about
 * sslmode wins.
 */
function ssl(url: string): { ssl?: boolean } {
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  return searchParams.has('sslmode') || loopback.test(host) ? {} : { ssl: true };
}

/** A pool sized for many small workers, in which nothing waits without a bound. Opens nothing until it is used. */
export function createPool(postgres: Config['postgres'] & { url: string }, log: Log): Pool {
  const pool = new Pool({
    Client: watchedClient(postgres.url, log),
    connectionString: postgres.url,
    ...ssl(postgres.url),
    max: postgres.poolSize,
    connectionTimeoutMillis: postgres.connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: postgres.statementTimeoutMs,
    lock_timeout: postgres.statementTimeoutMs,
    idle_in_transaction_session_timeout: postgres.statementTimeoutMs * 2,
    // A server that is stopped neither answers nor times out by itself; the client gives up a little later than it would.
    query_timeout: postgres.statementTimeoutMs + 500,
    keepAlive: true,
    application_name: 'medical-case-generator',
    allowExitOnIdle: true,
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', (error) => log.warn('database-connection-lost', describeError(error)));
  // Nor may one that breaks between two statements of a transaction: the next statement fails, and says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Runs `work` in one transaction: all of it is kept, or none. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A server that does not answer would let a ROLLBACK wait as long again; it rolls back what loses its connection.
    if (error instanceof Error && isOutage(error)) broken = error;
    else
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** SQLSTATE classes and socket errors that mean "the database is not there", as opposed to "the query was wrong". */
const outage =
  /^(?:08|28|3D|53|57|58|25006|40001|40P01|42501)|^(?:ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)|CERT|SELF_SIGNED|ERR_(?:TLS|SSL)/;
const outageMessages = /timeout|terminated|Connection ended|not queryable|Client was closed|password authentication|SSL/i;

export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  const { code } = error as Error & { code?: unknown };
  return (typeof code === 'string' && outage.test(code)) || outageMessages.test(error.message);
};

/** A row that would stand there twice. */
export const isDuplicate = (error: unknown): boolean => error instanceof Error && (error as { code?: unknown }).code === '23505';

/** What node-postgres says when no connection came free, or could be made, in time. */
const noConnectionInTime = /timeout exceeded when trying to connect/i;
const isBusy = ({ pool }: { readonly pool: Pool }, error: unknown): boolean =>
  error instanceof Error &&
  noConnectionInTime.test(error.message) &&
  pool.totalCount >= (pool.options.max ?? 1) &&
  pool.idleCount === 0;

const tooBusy = (cause: unknown): AppError =>
  new AppError(
    'too-many-requests',
    'More is being saved and read than the database connections can carry. Please try again in 1 s.',
    { retryAfterSeconds: 1, cause },
  );

/** Runs a query or transaction; a database that cannot be reached becomes `dependency-down`, one that is merely busy 429. */
export async function withDatabase<T>(database: { readonly pool: Pool }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isBusy(database, error)) throw tooBusy(error);
    if (!isOutage(error)) throw error;
    throw databaseDown(error);
  }
}

const databaseDown = (cause: unknown): AppError =>
  new AppError(
    'dependency-down',
    'The database cannot be reached at the moment, so cases can be neither saved nor read. Nothing was half saved. Please try again shortly.',
    {
      dependency: 'database',
      retryAfterSeconds: 5,
      cause,
    },
  );
