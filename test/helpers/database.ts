import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { loadConfig } from '../../shared/config.ts';
import { quietLog } from '../../shared/log.ts';
import { createDatabase, type Database } from '../../shared/store/database.ts';
import { createPool } from '../../shared/store/pool.ts';

/** The real PostgreSQL that the test script has started. */
const serverUrl = process.env.POSTGRES_URL;
export const postgresMissing: string | undefined = serverUrl ? undefined : 'POSTGRES_URL is not set; run npm test';

export type TestDatabase = { readonly url: string; readonly open: () => Database; readonly drop: () => Promise<void> };

/** A database of the test file's own, so that files can run side by side. `open` gives a new pool, as another worker has one. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(serverUrl ?? ''), { pathname: `/${name}` }).href;
  const pools: pg.Pool[] = [];
  return {
    url,
    open: () => {
      const { postgres } = loadConfig({ APP_USERNAME: 'a', APP_PASSWORD: 'b', POSTGRES_URL: url });
      const pool = createPool({ ...postgres, url }, quietLog);
      pools.push(pool);
      return createDatabase(pool, quietLog);
    },
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
