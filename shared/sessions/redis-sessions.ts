import { randomUUID } from 'node:crypto';
import type { CaseRecord } from '../cases/case.ts';
import { type Draft, type SessionStore, sessionLifeSeconds } from '../cases/ports.ts';
import { AppError } from '../errors.ts';
import { RedisUnavailable, type SharedRedis } from '../redis/redis.ts';

const keyOf = (sessionId: string): string => `mcg:session:${sessionId}`;

/**
 * Compare-and-set on the version. A plain SET that timed out may land later and undo what came after it; this one finds a
 * version that is no longer its own and does nothing. Each write carries a mark of its own, so that a try whose
 * acknowledgement was lost is told apart from somebody else's write when it is repeated.
 */
const replaceScript = `
local version = redis.call('HGET', KEYS[1], 'version')
if version == false then return 0 end
if version ~= ARGV[1] then
  if version == ARGV[2] and redis.call('HGET', KEYS[1], 'write') == ARGV[5] then return 1 end
  return 0
end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'record', ARGV[3], 'write', ARGV[5])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1`;

/** Safe to repeat: a first try that was carried out but not acknowledged leaves the same draft behind. */
const createScript = `
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'version', 1, 'record', ARGV[1])
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1`;

const sessionsDown = (cause: RedisUnavailable): AppError =>
  new AppError(
    'dependency-down',
    'The session store cannot be reached at the moment, so drafts can be neither opened nor changed. Drafts are kept; generating cases still works. Please try again shortly.',
    { dependency: 'redis', retryAfterSeconds: 2, cause },
  );

async function withRedis<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RedisUnavailable ? sessionsDown(error) : error;
  }
}

/** Edit sessions in Redis: a hash of version and record, which expires an hour after its last use. */
export const createRedisSessions = (redis: SharedRedis): SessionStore => ({
  create: (sessionId, record) =>
    withRedis(async () => {
      await redis.run((client) => client.eval(createScript, 1, keyOf(sessionId), JSON.stringify(record), sessionLifeSeconds));
      return { version: 1, record };
    }),

  find: (sessionId) =>
    withRedis(async () => {
      const [version, record] = await redis.run(async (client) => {
        const [values] = await Promise.all([
          client.hmget(keyOf(sessionId), 'version', 'record'),
          client.expire(keyOf(sessionId), sessionLifeSeconds),
        ]);
        return values;
      });
      return version && record
        ? ({ version: Number(version), record: JSON.parse(record) as CaseRecord } satisfies Draft)
        : undefined;
    }),

  version: (sessionId) =>
    withRedis(async () => {
      const version = await redis.run(async (client) => {
        const [value] = await Promise.all([
          client.hget(keyOf(sessionId), 'version'),
          client.expire(keyOf(sessionId), sessionLifeSeconds),
        ]);
        return value;
      });
      return version === null ? undefined : Number(version);
    }),

  replace: (sessionId, version, record) =>
    withRedis(async () => {
      const args = [version, version + 1, JSON.stringify(record), sessionLifeSeconds, randomUUID()];
      const done = await redis.run((client) => client.eval(replaceScript, 1, keyOf(sessionId), ...args));
      return done === 1 ? { version: version + 1, record } : undefined;
    }),

  remove: (sessionId) =>
    withRedis(async () => {
      await redis.run((client) => client.del(keyOf(sessionId)));
    }),
});
