import type { Pool } from 'pg';
import type { Log } from '../log.ts';
import { isUpToDate } from './is-up-to-date.ts';

/** A database whose tables are there: the pool, handed out once the migrations have run in this worker. */
export type Database = { readonly pool: Pool; readonly ready: () => Promise<Pool> };

/** Migrations run at first use, and again after a failure; importing or starting runs nothing. */
export function createDatabase(pool: Pool, log: Log): Database {
  let migrated: Promise<void> | undefined;
  return {
    pool,
    async ready() {
      migrated ??= bringUpToDate(pool, log).catch((error: unknown) => {
        migrated = undefined;
        throw error;
      });
      await migrated;
      return pool;
    },
  };
}

async function bringUpToDate(pool: Pool, log: Log): Promise<void> {
  if (await isUpToDate(pool)) return;
  const { migrate } = await import('./migrate.ts');
  await migrate(pool, log);
}
