import { loadConfig } from '../shared/config.ts';
import { quietLog } from '../shared/log.ts';
import { createSharedRedis } from '../shared/redis/redis.ts';
import { createPostgresSessions } from '../shared/sessions/postgres-sessions.ts';
import { createDatabase } from '../shared/store/database.ts';
import { createPool } from '../shared/store/pool.ts';

const reads = 4_000;
const atOnce = 32;

/** CPU of one read of a session's version, made with the bare driver in this process, in µs. */
export async function costOfRead(url: string, sessionId: string): Promise<number> {
  const reader = url.startsWith('redis') ? redisReader(url, sessionId) : postgresReader(url, sessionId);
  await inParallel(reader.read, reads / 4);
  const before = process.cpuUsage();
  await inParallel(reader.read, reads);
  const { user, system } = process.cpuUsage(before);
  await reader.close();
  return (user + system) / reads;
}

async function inParallel(read: () => Promise<unknown>, count: number): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await read();
    }),
  );
}

type Reader = { readonly read: () => Promise<unknown>; readonly close: () => Promise<unknown> };

function redisReader(url: string, sessionId: string): Reader {
  const redis = createSharedRedis({ url, connectTimeoutMs: 1_500, commandTimeoutMs: 1_500 }, quietLog);
  const key = `mcg:session:${sessionId}`;
  return {
    read: () => redis.run((client) => Promise.all([client.hget(key, 'version'), client.expire(key, 3_600)])),
    close: redis.close,
  };
}

function postgresReader(url: string, sessionId: string): Reader {
  const { postgres } = loadConfig({ APP_USERNAME: 'a', APP_PASSWORD: 'b', POSTGRES_URL: url });
  const pool = createPool({ ...postgres, url }, quietLog);
  const sessions = createPostgresSessions(createDatabase(pool, quietLog));
  return { read: () => sessions.version(sessionId), close: () => pool.end() };
}
