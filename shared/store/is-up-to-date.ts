import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { appRoot } from '../app-root.ts';

export const migrationsTable = 'schema_migrations';
export const migrationsFolder = (): string => join(appRoot(import.meta.dirname), 'shared', 'store', 'migrations');

const undefinedTable = '42P01';

/** Whether every migration of this build has run. One query, so that a worker that starts need not load what migrates. */
export async function isUpToDate(database: Pool | PoolClient): Promise<boolean> {
  const files = (await readdir(migrationsFolder())).map((file) => parse(file).name);
  try {
    const { rows } = await database.query<{ name: string }>(`SELECT name FROM ${migrationsTable}`);
    const applied = new Set(rows.map(({ name }) => name));
    return files.every((name) => applied.has(name));
  } catch (error) {
    if ((error as { code?: unknown }).code === undefinedTable) return false;
    throw error;
  }
}
