/** What the host itself has to say to a client, as application/problem+json (RFC 9457). */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export type Problem = { status: number; title: string; code: string; detail: string };

export const problems = {
  invalidRequest: { status: 400, title: 'Bad Request', code: 'invalid-request', detail: 'The request is not valid HTTP.' },
  notFound: { status: 404, title: 'Not Found', code: 'not-found', detail: 'There is nothing at this address.' },
  wrongMethod: {
    status: 405,
    title: 'Method Not Allowed',
    code: 'method-not-allowed',
    detail: 'This address does not take this method.',
  },
  tooSlow: { status: 408, title: 'Request Timeout', code: 'request-timeout', detail: 'The request did not arrive in time.' },
  tooLarge: {
    status: 413,
    title: 'Content Too Large',
    code: 'payload-too-large',
    detail: 'The request body is larger than 2 MB.',
  },
  longHeaders: {
    status: 431,
    title: 'Request Header Fields Too Large',
    code: 'invalid-request',
    detail: 'The request headers are too large.',
  },
  unforeseen: {
    status: 500,
    title: 'Internal Server Error',
    code: 'internal',
    detail: 'Something went wrong on our side.',
  },
} satisfies Record<string, Problem>;

export const problemHeaders = {
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

export const problemBody = ({ title, status, detail, code }: Problem, requestId: string): string =>
  JSON.stringify({ type: 'about:blank', title, status, detail, code, request_id: requestId });

/** The caller's own id if it is fit to be echoed and logged, else a new one. */
export const requestIdOf = (request: IncomingMessage): string => {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
};

/** Writes the whole answer and leaves ending it to the caller, who may still have a request body to read. */
export const writeProblem = (response: ServerResponse, problem: Problem, headers: Record<string, string> = {}): void => {
  const requestId = requestIdOf(response.req);
  const body = problemBody(problem, requestId);
  response.writeHead(problem.status, {
    ...problemHeaders,
    'content-length': Buffer.byteLength(body),
    'x-request-id': requestId,
    ...headers,
  });
  response.write(body);
};

export const sendProblem = (response: ServerResponse, problem: Problem, headers?: Record<string, string>): void => {
  writeProblem(response, problem, headers);
  response.end();
};
