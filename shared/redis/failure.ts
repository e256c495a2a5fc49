/** Why Redis did not answer, in the words of the operations guide. */
export type RedisFailure =
  | 'name-not-found'
  | 'refused'
  | 'no-answer'
  | 'connection-lost'
  | 'wrong-password'
  | 'still-loading'
  | 'error';

const kinds: readonly [RegExp, RedisFailure][] = [
  [/ENOTFOUND|EAI_AGAIN/, 'name-not-found'],
  [/ECONNREFUSED/, 'refused'],
  [/timed? ?out|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i, 'no-answer'],
  [/WRONGPASS|NOAUTH|invalid password/i, 'wrong-password'],
  [/LOADING/, 'still-loading'],
  // A server that has become a replica: the one that takes writes has to be found again.
  [/READONLY/, 'connection-lost'],
  [/closed|ECONNRESET|EPIPE|isn't writeable|max retries|Socket/i, 'connection-lost'],
];

export function failureKind(error: unknown): RedisFailure {
  if (!(error instanceof Error)) return 'error';
  const { code } = error as Error & { code?: unknown };
  const text = `${typeof code === 'string' ? code : ''} ${error.name} ${error.message}`;
  return kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'error';
}

/** Redis did not do it. `kind` says why; the message carries no address. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';
  readonly kind: RedisFailure;
  constructor(kind: RedisFailure, cause?: unknown) {
    super(`Redis is unavailable: ${kind}`, { cause });
    this.kind = kind;
  }
}

/** Failures that the next try may not have; a wrong password, or a script error, will be the same again. */
export const isPassing = (kind: RedisFailure): boolean => kind !== 'wrong-password' && kind !== 'error';
