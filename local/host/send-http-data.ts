/** Writes a buffered answer: what the library returns when the app has not switched streaming on. */
import type { ServerResponse } from 'node:http';
import type { Cookie, HttpData } from './core-types.ts';

export const sendHttpData = (response: ServerResponse, { statusCode, headers, cookies, body }: HttpData): void => {
  response.statusCode = Number(statusCode ?? 200);
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (cookies?.length) response.setHeader('set-cookie', cookies.map(serialize));
  response.end(body?.bytes ?? body?.string ?? body?.json ?? '');
};

const sameSiteWords: Record<string, string> = { lax: 'Lax', strict: 'Strict', explicitNone: 'None' };

const serialize = (cookie: Cookie): string => {
  const { name, value, domain, path, expires, maxAge, sameSite, secure, httpOnly } = cookie;
  const parts = [`${name}=${encodeURIComponent(value)}`];
  if (domain) parts.push(`Domain=${domain.value}`);
  if (path) parts.push(`Path=${path.value}`);
  if (expires) parts.push(`Expires=${new Date(expires.value.seconds * 1000).toUTCString()}`);
  if (maxAge) parts.push(`Max-Age=${maxAge.value}`);
  const word = sameSiteWords[sameSite ?? ''];
  if (word) parts.push(`SameSite=${word}`);
  if (secure?.value) parts.push('Secure');
  if (httpOnly?.value) parts.push('HttpOnly');
  return parts.join('; ');
};
