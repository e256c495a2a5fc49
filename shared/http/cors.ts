import type { HttpRequest } from '@azure/functions';

const exposed = 'ETag, Retry-After, x-request-id, Content-Disposition, Link';

/** Headers for a page on another origin; none for an origin that ALLOWED_ORIGINS does not name. */
export function corsHeaders(request: HttpRequest, allowedOrigins: readonly string[]): Record<string, string> {
  const origin = request.headers.get('origin');
  if (!origin || !allowedOrigins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': exposed,
    vary: 'Origin',
  };
}

export const preflightHeaders = (request: HttpRequest, methods: readonly string[]): Record<string, string> => ({
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? 'authorization, content-type',
  'access-control-max-age': '600',
});
