import type { CaseStore, SessionStore, UsageStore } from './cases/ports.ts';
import type { Config } from './config.ts';
import { AppError } from './errors.ts';
import type { Probes } from './health/health.ts';
import { databaseProbe, redisProbe } from './health/probes.ts';
import type { Log } from './log.ts';

export type Stores = {
  readonly usage: UsageStore;
  readonly cases: CaseStore;
  readonly sessions: SessionStore;
  readonly probes: Omit<Probes, 'model'>;
  readonly close: () => Promise<void>;
};

/** Redis and PostgreSQL behind their ports. Their drivers are loaded only where the settings name a server. */
export async function connectStores({ postgres, redis }: Config, log: Log): Promise<Stores> {
  const [database, sharedRedis] = await Promise.all([
    postgres.url ? openDatabase({ ...postgres, url: postgres.url }, log) : undefined,
    redis ? import('./redis/redis.ts').then(({ createSharedRedis }) => createSharedRedis(redis, log)) : undefined,
  ]);
  const cases = database ? (await import('./store/case-store.ts')).createCaseStore(database) : noCases;
  const usage = database ? (await import('./store/usage-store.ts')).createUsageStore(database) : noUsage;
  const sessions = sharedRedis
    ? (await import('./sessions/redis-sessions.ts')).createRedisSessions(sharedRedis)
    : database
      ? (await import('./sessions/postgres-sessions.ts')).createPostgresSessions(database)
      : noSessions;
  return {
    cases,
    usage,
    sessions,
    probes: { redis: redisProbe(sharedRedis), database: databaseProbe(database?.pool, postgres.url) },
    async close() {
      await Promise.all([sharedRedis?.close(), database?.pool.end()]);
    },
  };
}

async function openDatabase(postgres: Config['postgres'] & { url: string }, log: Log) {
  const [{ createPool }, { createDatabase }] = await Promise.all([import('./store/pool.ts'), import('./store/database.ts')]);
  return createDatabase(createPool(postgres, log), log);
}

const missing = async (): Promise<never> => {
  throw new AppError('dependency-down', 'No database is configured: set POSTGRES_URL.', {
    dependency: 'database',
    retryAfterSeconds: 60,
  });
};
const noCases: CaseStore = {
  ready: missing,
  save: missing,
  finalize: missing,
  finalization: missing,
  findByKey: missing,
  find: missing,
  versions: missing,
  retire: missing,
  list: missing,
};
/** Without a database there are no books; asking for them says so, keeping them is nobody's failure. */
const noUsage: UsageStore = { note: async () => {}, byDay: missing };
const noSessions: SessionStore = {
  create: missing,
  find: missing,
  version: missing,
  write: missing,
  landed: missing,
  snapshot: missing,
  history: missing,
  remove: missing,
};
