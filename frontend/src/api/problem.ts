/** What the API says when something is wrong (RFC 9457), with the members that our pages act on. */
export type ProblemBody = {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly dependency?: string;
  readonly [extension: string]: unknown;
};

/** A reply that is no success, or no reply at all (`status` 0: the API cannot be reached). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly body: ProblemBody;
  readonly retryAfterSeconds: number | undefined;

  constructor(body: ProblemBody, retryAfterSeconds?: number) {
    super(body.detail);
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return this.body.status;
  }

  /** Whether the same request may well succeed later: nothing about it was wrong. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503 || this.status === 504;
  }
}

export const unreachable = (): ApiProblem =>
  new ApiProblem({
    title: 'No connection',
    status: 0,
    code: 'unreachable',
    detail: 'The server cannot be reached. Check the network; what you do here is kept on this device meanwhile.',
  });

export async function problemFrom(reply: Response): Promise<ApiProblem> {
  const retryAfter = Number(reply.headers.get('retry-after'));
  const body: unknown = await reply.json().catch(() => undefined);
  return new ApiProblem(
    isProblem(body)
      ? body
      : { title: 'Unexpected reply', status: reply.status, code: 'unexpected', detail: `The server answered ${reply.status}.` },
    retryAfter > 0 ? retryAfter : undefined,
  );
}

const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string' && 'status' in body;

/** Any failure as a sentence for the person at the screen. */
export const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something went wrong on this page. Please try again.';
