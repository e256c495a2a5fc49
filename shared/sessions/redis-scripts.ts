/**
 * The writes to a session in Redis. Each is one script, so that it happens whole or not at all, and each may be sent twice:
 * a try that timed out may still have been carried out.
 *
 * KEYS: 1 the draft (hash of version and document), 2 the trail (hash of version → content), 3 the log (list of revisions,
 * newest first), 4 the marks of edits (hash of mark → version).
 */

const renew = `for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ttl) end`;

/** ARGV: ttl, document, content, revision, mark. A first try that was carried out but not acknowledged leaves the same draft. */
export const createScript = `
local ttl = ARGV[1]
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
  redis.call('HSET', KEYS[1], 'version', 1, 'document', ARGV[2])
  redis.call('HSET', KEYS[2], 1, ARGV[3])
  redis.call('LPUSH', KEYS[3], ARGV[4])
  redis.call('HSET', KEYS[4], ARGV[5], 1)
end
${renew}
return 1`;

/**
 * Compare-and-set on the version. A plain SET that timed out may land later and undo what came after it; this one finds a
 * version that is no longer its own and does nothing. An edit is told by its mark from somebody else's when it is repeated.
 * Returns the version in which the edit landed, or 0.
 * ARGV: ttl, version before, version after, document, content, revision, mark, longest log, then versions to drop.
 */
export const writeScript = `
local ttl = ARGV[1]
local version = redis.call('HGET', KEYS[1], 'version')
if version == false then return 0 end
local landed = redis.call('HGET', KEYS[4], ARGV[7])
if landed then return tonumber(landed) end
if version ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[3], 'document', ARGV[4])
redis.call('HSET', KEYS[2], ARGV[3], ARGV[5])
for i = 9, #ARGV do redis.call('HDEL', KEYS[2], ARGV[i]) end
redis.call('LPUSH', KEYS[3], ARGV[6])
redis.call('LTRIM', KEYS[3], 0, tonumber(ARGV[8]) - 1)
redis.call('HSET', KEYS[4], ARGV[7], ARGV[3])
${renew}
return tonumber(ARGV[3])`;

/** ARGV: ttl. Returns version and document, or nothing; the life of all parts is renewed together. */
export const findScript = `
local ttl = ARGV[1]
${renew}
return redis.call('HMGET', KEYS[1], 'version', 'document')`;

/** ARGV: version. Returns 1 where the session was ended or is gone, 0 where it has another version. */
export const removeScript = `
local version = redis.call('HGET', KEYS[1], 'version')
if version ~= false and version ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
return 1`;
