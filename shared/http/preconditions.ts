import type { HttpRequest } from '@azure/functions';
import { AppError } from '../errors.ts';

/** The version that `If-Match` names; undefined where there is none, or any will do. */
export function ifMatch({ headers }: Pick<HttpRequest, 'headers'>): number | undefined {
  const given = headers.get('if-match')?.trim();
  if (!given || given === '*') return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version !== undefined) return Number(version);
  const message = 'send the ETag that came with the draft, as in "3"';
  throw new AppError('invalid-request', `If-Match: ${message}.`, { errors: [{ path: 'If-Match', message }] });
}

/** A key with which a caller marks a request, so that repeating it does nothing twice. */
export function idempotencyKey({ headers }: Pick<HttpRequest, 'headers'>): string | undefined {
  const key = headers.get('idempotency-key')?.trim() || undefined;
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  const message = 'use 1 to 200 visible ASCII characters, without spaces';
  throw new AppError('invalid-request', `Idempotency-Key: ${message}.`, { errors: [{ path: 'Idempotency-Key', message }] });
}

/** Whether the caller wants the whole draft back (RFC 7240), as screens do after an edit. */
export const wantsWhole = ({ headers }: Pick<HttpRequest, 'headers'>): boolean =>
  /\breturn=representation\b/i.test(headers.get('prefer') ?? '');
