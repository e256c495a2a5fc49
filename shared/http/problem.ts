import type { HttpResponseInit } from '@azure/functions';
import { AppError, type FailureKind, type FieldError } from '../errors.ts';

/** RFC 9457, with the code, the request id and, for wrong input, each field that is wrong. */
export type Problem = {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id: string;
  readonly errors?: readonly FieldError[];
  readonly dependency?: string;
};

const table: Readonly<Record<FailureKind, { status: number; code: string; title: string }>> = {
  'malformed-request': { status: 400, code: 'invalid-request', title: 'Malformed request' },
  'invalid-request': { status: 422, code: 'invalid-request', title: 'Some fields need attention' },
  unauthenticated: { status: 401, code: 'unauthenticated', title: 'Sign-in needed' },
  'not-found': { status: 404, code: 'not-found', title: 'Not found' },
  'method-not-allowed': { status: 405, code: 'method-not-allowed', title: 'Method not allowed' },
  conflict: { status: 409, code: 'conflict', title: 'Conflict' },
  'precondition-failed': { status: 412, code: 'precondition-failed', title: 'Changed in the meantime' },
  'payload-too-large': { status: 413, code: 'payload-too-large', title: 'Too large' },
  'too-many-requests': { status: 429, code: 'too-many-requests', title: 'Too many requests' },
  'model-unusable': { status: 502, code: 'model-unusable', title: 'The model gave no usable answer' },
  'dependency-down': { status: 503, code: 'dependency-down', title: 'A service is unavailable' },
  'out-of-time': { status: 504, code: 'out-of-time', title: 'Out of time' },
};

const unforeseen = {
  status: 500,
  code: 'internal',
  title: 'Something went wrong',
  detail:
    'Something went wrong on our side. Your work was not changed; please try again, and quote the request id if it happens again.',
};

/** What a caller is told of a failure. Anything that is not an AppError is a fixed sentence: no stack, no SQL, no address. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (!(error instanceof AppError)) return { type: 'about:blank', ...unforeseen, request_id: requestId };
  const { status, code, title } = table[error.kind];
  return {
    ...error.extensions,
    type: 'about:blank',
    title,
    status,
    detail: error.message,
    code,
    request_id: requestId,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    ...(error.dependency ? { dependency: error.dependency } : {}),
  };
}

export function problemResponse(error: unknown, requestId: string): HttpResponseInit & { headers: Record<string, string> } {
  const problem = problemOf(error, requestId);
  const retryAfter = error instanceof AppError ? error.retryAfterSeconds : undefined;
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }),
    },
    body: JSON.stringify(problem),
  };
}
