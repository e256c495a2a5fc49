import { Redis } from 'ioredis';
import { strippedAddress } from '../net/address.ts';
import { resolveHost } from '../net/resolve.ts';
import { within } from '../net/within.ts';
import { failureKind, type RedisFailure } from './failure.ts';

/** What one address did when it was tried; `host` is what became of its name. */
export type Attempt = { readonly address: string; readonly result: RedisFailure | 'ok'; readonly host: string };
export type Outcome = { readonly attempt: Attempt; readonly client?: Redis };

type Waits = { readonly attemptMs: number; readonly commandMs: number };

/**
 * Connects to one address and has it answer a PING, within `attemptMs` for everything. A client comes back only if it did;
 * never throws.
 */
export function tryAddress(url: string, waits: Waits): Promise<Outcome> {
  const address = strippedAddress(url);
  return attempt(url, address, waits).catch(() => ({ attempt: { address, result: 'error', host: 'was not asked for' } }));
}

async function attempt(url: string, address: string, { attemptMs, commandMs }: Waits): Promise<Outcome> {
  const start = performance.now();
  const left = () => Math.max(1, Math.round(attemptMs - (performance.now() - start)));
  const { words: host, failure } = await resolveHost(new URL(url).hostname, attemptMs);
  if (failure) return { attempt: { address, result: failure, host } };

  const client = newClient(url, left(), commandMs);
  let firstError: unknown;
  client.on('error', (error: unknown) => {
    firstError ??= error;
  });
  const answer = client
    .connect()
    .then(() => client.ping())
    .then(
      () => 'ok' as const,
      // "Connection is closed" only says that there is none; what broke it was told first.
      (error: unknown) => failureKind(firstError ?? error),
    );
  const result = await within<RedisFailure | 'ok'>(answer, left(), () => 'no-answer');
  if (result === 'ok') return { attempt: { address, result, host }, client };
  client.disconnect();
  return { attempt: { address, result, host } };
}

/**
 * One connection that never repairs itself: what comes after it, perhaps at another address, is the search's business. A
 * command that was cut off is not sent a second time behind our back, and none waits longer than its time-out.
 */
const newClient = (url: string, connectMs: number, commandMs: number): Redis =>
  new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectMs,
    commandTimeout: commandMs,
    socketTimeout: commandMs,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: () => null,
    // The PING that follows says the same, and in its own words.
    enableReadyCheck: false,
  });
