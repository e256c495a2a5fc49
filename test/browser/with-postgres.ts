import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../local/postgres/start-postgres.ts';

/** For scripts outside of the tests: POSTGRES_URL, from an embedded server where none is set. Import the product afterwards. */
export async function withPostgres(work: () => Promise<void>): Promise<void> {
  if (process.env.POSTGRES_URL) return work();
  const folder = mkdtempSync(join(tmpdir(), 'medical-case-generator-page-'));
  chmodSync(folder, 0o755); // root's PostgreSQL runs as another user, who has to pass
  const postgres = await startPostgres({ dataDir: folder, log: () => undefined });
  process.env.POSTGRES_URL = postgres.url;
  try {
    await work();
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
