import { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import { strippedAddress } from './address.ts';
import { failureKind, type RedisFailure } from './failure.ts';

export type RedisSettings = {
  readonly url: string;
  readonly connectTimeoutMs: number;
  readonly commandTimeoutMs: number;
};

export type RedisState = 'unused' | 'connecting' | 'ready' | 'unavailable';

/** What is known of the connection without asking it anything. */
export type RedisStatus = {
  readonly state: RedisState;
  readonly since: Date;
  readonly address: string;
  readonly lastFailure: RedisFailure | null;
};

export type RedisConnection = {
  /** The one client of this worker, made at first use. */
  readonly client: () => Redis;
  readonly status: () => RedisStatus;
  /** Told of a command that failed, or worked, so that the status follows what callers see. */
  readonly saw: (failure: RedisFailure | undefined) => void;
  readonly close: () => Promise<void>;
};

const longestBackoffMs = 500;

/**
 * One ioredis client with measured options: no wait is longer than the two time-outs, a reconnect is tried at least every
 * half second for ever, and a command that was cut off is not sent a second time behind our back. Nothing connects until
 * `client()` is called. One log line per change of state, not per attempt.
 */
export function createRedisConnection(settings: RedisSettings, log: Log): RedisConnection {
  const address = strippedAddress(settings.url);
  let redis: Redis | undefined;
  let status: RedisStatus = { state: 'unused', since: new Date(), address, lastFailure: null };

  const become = (state: RedisState, lastFailure: RedisFailure | null): void => {
    const changed = state !== status.state || (state === 'unavailable' && lastFailure !== status.lastFailure);
    if (!changed) return;
    status = { state, since: new Date(), address, lastFailure };
    if (state === 'ready') log.info('redis-ready', { address });
    if (state === 'unavailable')
      log.warn('redis-unavailable', { address, reason: lastFailure, nextTryWithinMs: longestBackoffMs });
  };

  const connect = (): Redis => {
    const made = new Redis(settings.url, {
      connectTimeout: settings.connectTimeoutMs,
      commandTimeout: settings.commandTimeoutMs,
      socketTimeout: settings.commandTimeoutMs,
      maxRetriesPerRequest: 1,
      autoResendUnfulfilledCommands: false,
      retryStrategy: (attempt) => Math.min(100 * attempt, longestBackoffMs),
      enableReadyCheck: true,
    });
    become('connecting', null);
    made.on('ready', () => become('ready', null));
    made.on('error', (error) => become('unavailable', failureKind(error)));
    made.on('close', () => {
      if (status.state === 'ready') become('unavailable', 'connection-lost');
    });
    return made;
  };

  return {
    client: () => {
      redis ??= connect();
      return redis;
    },
    status: () => status,
    saw: (failure) => {
      if (failure) become('unavailable', failure);
      else if (redis?.status === 'ready') become('ready', null);
    },
    async close() {
      redis?.disconnect();
      redis = undefined;
    },
  };
}
