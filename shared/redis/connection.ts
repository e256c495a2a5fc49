import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import { within } from '../net/within.ts';
import { type Attempt, tryAddress } from './attempt.ts';
import { type RedisFailure, RedisUnavailable } from './failure.ts';

export type RedisSettings = {
  /** As the setting REDIS_URL: one address, or several separated by commas. */
  readonly url: string;
  readonly connectTimeoutMs: number;
  readonly commandTimeoutMs: number;
};

export type RedisState = 'unused' | 'connecting' | 'ready' | 'unavailable';

/** What is known of the connection without asking it anything. */
export type RedisStatus = {
  readonly state: RedisState;
  readonly since: Date;
  /** The address in use; null while there is none. */
  readonly address: string | null;
  /** What each address did in the last search, in order; those after the one that answered were not tried. */
  readonly tried: readonly Attempt[];
  readonly lastFailure: RedisFailure | null;
};

export type RedisConnection = {
  /** The connection in use, waited for up to `waitMs`; nobody waits for a server that has been away for a while. */
  readonly client: (waitMs: number) => Promise<Redis>;
  readonly status: () => RedisStatus;
  /** A command got no answer or lost its connection: the search starts again. */
  readonly drop: (client: Redis, failure: RedisFailure) => void;
  readonly close: () => void;
};

/** REDIS_URL names one address, or several separated by commas, in the order in which they are to be tried. */
const addressesIn = (setting: string): string[] =>
  setting
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');

/** Longest time for trying all addresses once, so that a server which appears at any of them is found within 2 s. */
const longestRoundMs = 1_500;
const longestPauseMs = 400;
/** How long callers wait for a server that has just gone, which may be a mere reconnect. */
const patienceMs = 500;

/**
 * The one connection of this worker. Addresses are tried in order until one answers; that one is kept until it fails, then
 * the search starts again and goes on in the background for ever. Nothing connects until `client()` is called. One log
 * line per change of state, not per attempt.
 */
export function createRedisConnection(settings: RedisSettings, log: Log): RedisConnection {
  const urls = addressesIn(settings.url);
  const waits = {
    attemptMs: Math.max(100, Math.min(settings.connectTimeoutMs, Math.floor(longestRoundMs / urls.length))),
    commandMs: settings.commandTimeoutMs,
  };
  let inUse: Redis | undefined;
  let closed = false;
  let status: RedisStatus = { state: 'unused', since: new Date(), address: null, tried: [], lastFailure: null };
  let changed = Promise.withResolvers<void>();

  const become = (now: Omit<RedisStatus, 'since'>): void => {
    const sameState = now.state === status.state;
    const sameStory = sameState && story(now) === story(status);
    status = { ...now, since: sameState ? status.since : new Date() };
    if (!sameStory) tell();
    changed.resolve();
    changed = Promise.withResolvers<void>();
  };

  const tell = (): void => {
    const { state, address, tried, lastFailure } = status;
    const told = tried.map((attempt) => `${attempt.address}: ${attempt.result}; ${attempt.host}`);
    if (state === 'ready') log.info('redis-ready', { address, tried: told });
    if (state === 'unavailable')
      log.warn('redis-unavailable', { reason: lastFailure, tried: told, nextTryWithinMs: longestPauseMs });
  };

  /** Tries every address once. True when one of them answered. */
  const searchOnce = async (): Promise<boolean> => {
    const tried: Attempt[] = [];
    for (const url of urls) {
      const { attempt, client } = await tryAddress(url, waits);
      tried.push(attempt);
      if (client && closed) client.disconnect();
      if (closed) return true;
      if (client?.status === 'ready') {
        client.once('close', () => lost(client, 'connection-lost'));
        inUse = client;
        become({ state: 'ready', address: attempt.address, tried, lastFailure: null });
        return true;
      }
    }
    const failures = tried.map(({ result }) => result).filter((result) => result !== 'ok');
    become({ state: 'unavailable', address: null, tried, lastFailure: mostTelling(failures) });
    return false;
  };

  const search = async (): Promise<void> => {
    for (let round = 1; !closed && !(await searchOnce()); round++)
      await sleep(Math.min(100 * round, longestPauseMs), undefined, { ref: false });
  };

  const lost = (client: Redis, failure: RedisFailure): void => {
    if (client !== inUse) return;
    inUse = undefined;
    client.disconnect();
    if (closed) return;
    const tried = status.tried.map((attempt) => (attempt.result === 'ok' ? { ...attempt, result: failure } : attempt));
    become({ state: 'unavailable', address: null, tried, lastFailure: failure });
    void search();
  };

  return {
    async client(waitMs) {
      const end = performance.now() + waitMs;
      if (status.state === 'unused') {
        become({ ...status, state: 'connecting' });
        void search();
      }
      for (;;) {
        if (inUse) return inUse;
        const patience = status.state === 'unavailable' ? patienceMs - (Date.now() - status.since.getTime()) : waitMs;
        const left = Math.min(end - performance.now(), patience);
        if (left <= 0 || closed) throw new RedisUnavailable(status.lastFailure ?? 'no-answer');
        await within(changed.promise, left, () => undefined);
      }
    },
    status: () => status,
    drop: lost,
    close() {
      closed = true;
      inUse?.disconnect();
      inUse = undefined;
      changed.resolve();
    },
  };
}

/** What a log line would say; a second line that says the same is not written. */
const story = ({ tried, lastFailure }: Omit<RedisStatus, 'since'>): string =>
  `${lastFailure} ${tried.map(({ result }) => result).join()}`;

/** Of several addresses that failed, the failure of one whose name exists says more than that of one without. */
const mostTelling = (failures: readonly RedisFailure[]): RedisFailure =>
  failures.find((failure) => failure !== 'name-not-found') ?? 'name-not-found';
