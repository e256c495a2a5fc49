import { setTimeout as sleep } from 'node:timers/promises';
import { runner } from 'node-pg-migrate';
import type { Pool } from 'pg';
import type { Log } from '../log.ts';
import { migrationsFolder, migrationsTable } from './is-up-to-date.ts';

const patienceMs = 10_000;

/**
 * Brings the tables up to date, forward only. The library takes an advisory lock; of several workers that start at once
 * one migrates and the others, told that a migration is running, wait and look again.
 */
export async function migrate(pool: Pool, log: Log): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      const applied = await runner({
        dbClient: client,
        dir: migrationsFolder(),
        migrationsTable,
        direction: 'up',
        log: () => {},
      });
      if (applied.length > 0) log.info('database-migrated', { applied: applied.map(({ name }) => name) });
      return;
    } catch (error) {
      // A connection that timed out may still be at work, or hold the lock: it is not given to anybody else.
      broken = error instanceof Error ? error : undefined;
      const busy = error instanceof Error && /already running/i.test(error.message);
      if (!busy || Date.now() > end) throw error;
    } finally {
      client.release(broken);
    }
    await sleep(100 + Math.random() * 100);
  }
}
