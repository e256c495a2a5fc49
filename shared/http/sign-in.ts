import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from '@azure/functions';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';

/** Lets a request pass, and says whose it is. */
export type SignIn = (request: HttpRequest) => Promise<string>;

const wrongTriesPerMinute = 10;

/** Digests have one length, so the comparison takes as long for a short guess as for a long one. */
const same = (given: string, wanted: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(wanted).digest());

function credentials(header: string | null): { username: string; password: string } | undefined {
  const encoded = /^basic\s+([a-z0-9+/=_-]+)$/i.exec(header?.trim() ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/**
 * HTTP Basic against the one sign-in of the settings. More than 10 wrong tries a minute from one address shut that address
 * out until the minute is over, for right ones too. A request without credentials is refused but is no try.
 */
export function createSignIn(wanted: { username: string; password: string }): SignIn {
  const wrongTries = new RateLimiterMemory({ points: wrongTriesPerMinute, duration: 60 });
  return async (request) => {
    const from = callerAddress(request);
    const before = await wrongTries.get(from);
    if (before && before.consumedPoints > wrongTriesPerMinute) throw shutOut(before.msBeforeNext);
    const given = credentials(request.headers.get('authorization'));
    if (!given) throw new AppError('unauthenticated', 'Sign in with your user name and password.');
    const [nameFits, passwordFits] = [same(given.username, wanted.username), same(given.password, wanted.password)];
    if (nameFits && passwordFits) {
      // Guesses sent all at once were all counted as few before any was counted: look again.
      const meanwhile = await wrongTries.get(from);
      if (meanwhile && meanwhile.consumedPoints > wrongTriesPerMinute) throw shutOut(meanwhile.msBeforeNext);
      return given.username;
    }
    const now = await wrongTries.penalty(from);
    if (now.consumedPoints > wrongTriesPerMinute) throw shutOut(now.msBeforeNext);
    throw new AppError('unauthenticated', 'The user name or the password is wrong.');
  };
}

const shutOut = (milliseconds: number): AppError => {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new AppError('too-many-requests', `Too many wrong sign-ins from this address. Try again in ${seconds} s.`, {
    retryAfterSeconds: seconds,
  });
};

/**
 * Who is asking, for counting wrong tries: the last hop that a proxy in front of us has seen (earlier ones are the caller's
 * own word), without the port that some proxies add, and for IPv6 the network of 64 bits that one caller has to itself.
 */
export function callerAddress(request: HttpRequest): string {
  const hop = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const bare = /^\[([^\]]+)\]/.exec(hop)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(hop)?.[1] ?? hop;
  if (!bare.includes(':')) return bare || 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  return mapped ?? network64(bare);
}

function network64(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const filled = tail === undefined ? groups : [...groups, ...Array.from({ length: 8 }, () => '0')];
  return `${filled.slice(0, 4).join(':')}::/64`;
}
