import { droppedBy } from '../cases/draft.ts';
import { longestHistory, type SessionStore, sessionLifeSeconds } from '../cases/ports.ts';
import { AppError } from '../errors.ts';
import { RedisUnavailable, type SharedRedis } from '../redis/redis.ts';
import { draftFrom, draftText, firstDraft, packContent, revisionFrom, revisionText, unpackContent } from './draft-text.ts';
import { createScript, findScript, removeScript, writeScript } from './redis-scripts.ts';

/** Braces keep the parts of one session on one server of a cluster, where a script must find them together. */
const keysOf = (sessionId: string): [draft: string, trail: string, log: string, marks: string] => {
  const key = `mcg:session:{${sessionId}}`;
  return [key, `${key}:trail`, `${key}:log`, `${key}:marks`];
};

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

/** Edit sessions in Redis, which expire an hour after their last use. */
export const createRedisSessions = (redis: SharedRedis): SessionStore => ({
  create: (sessionId, content, revision) =>
    withRedis(async () => {
      const draft = firstDraft(content);
      const args = [sessionLifeSeconds, draftText(draft), packContent(content), revisionText(1, revision), revision.editId];
      await redis.run((client) => client.eval(createScript, 4, ...keysOf(sessionId), ...args));
      return draft;
    }),

  find: (sessionId) =>
    withRedis(async () => {
      const found = await redis.run((client) => client.eval(findScript, 4, ...keysOf(sessionId), sessionLifeSeconds));
      const [version, document] = found as [string | null, string | null];
      return version && document ? draftFrom(Number(version), document) : undefined;
    }),

  version: (sessionId) =>
    withRedis(async () => {
      const version = await redis.run(async (client) => {
        const renewals = keysOf(sessionId).map((key) => client.expire(key, sessionLifeSeconds));
        const [value] = await Promise.all([client.hget(keysOf(sessionId)[0], 'version'), ...renewals]);
        return value;
      });
      return version === null ? undefined : Number(version);
    }),

  write: (sessionId, before, next, revision) =>
    withRedis(async () => {
      const args = [
        sessionLifeSeconds,
        before.version,
        next.version,
        draftText(next),
        packContent(next),
        revisionText(next.version, revision),
        revision.editId,
        longestHistory,
        ...droppedBy(before, next),
      ];
      const landed = await redis.run((client) => client.eval(writeScript, 4, ...keysOf(sessionId), ...args));
      return Number(landed) || undefined;
    }),

  landed: (sessionId, editId) =>
    withRedis(async () => {
      const version = await redis.run((client) => client.hget(keysOf(sessionId)[3], editId));
      return version === null ? undefined : Number(version);
    }),

  snapshot: (sessionId, version) =>
    withRedis(async () => {
      const bytes = await redis.run((client) => client.hgetBuffer(keysOf(sessionId)[1], `${version}`));
      return bytes === null ? undefined : unpackContent(bytes);
    }),

  history: (sessionId, most = longestHistory) =>
    withRedis(async () => {
      const lines = await redis.run((client) => client.lrange(keysOf(sessionId)[2], 0, most - 1));
      return lines.map(revisionFrom);
    }),

  remove: (sessionId, version) =>
    withRedis(async () => {
      const removed = await redis.run((client) => client.eval(removeScript, 4, ...keysOf(sessionId), version));
      return removed === 1;
    }),
});
