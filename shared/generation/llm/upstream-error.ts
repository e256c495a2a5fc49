import { AppError } from '../../errors.ts';

/** Why a request to the provider brought no answer. */
export type Trouble =
  | 'unreachable'
  | 'silent'
  | 'cut-off'
  | 'no-answer'
  | 'empty-answer'
  | 'failing'
  | 'conflict'
  | 'rate-limited'
  | 'quota-spent'
  | 'key-refused'
  | 'not-signed-in'
  | 'unknown-model'
  | 'request-refused'
  | 'prompt-filtered';

type Meaning = {
  /** The next try may not have it. */
  readonly passing: boolean;
  /** The provider is not there, as far as we can tell; enough of these in a row open the breaker. */
  readonly away: boolean;
  readonly words: (advice: string) => string;
};

const meanings: Record<Trouble, Meaning> = {
  unreachable: { passing: true, away: true, words: () => 'The model provider could not be reached.' },
  silent: { passing: true, away: true, words: () => 'The model provider stopped answering.' },
  'cut-off': { passing: true, away: true, words: () => 'The model provider broke off its answers.' },
  'no-answer': { passing: true, away: true, words: () => 'The model provider sent something that is no answer.' },
  'empty-answer': { passing: true, away: false, words: () => 'The model gave an empty answer.' },
  failing: { passing: true, away: true, words: () => 'The model provider reports a fault of its own.' },
  conflict: { passing: true, away: false, words: () => 'The model provider was busy with a conflicting request.' },
  'rate-limited': { passing: true, away: false, words: () => 'The model provider is limiting how much we may ask.' },
  'quota-spent': {
    passing: false,
    away: false,
    words: () => 'The quota at the model provider is spent: check its plan and billing.',
  },
  'key-refused': { passing: false, away: false, words: (advice) => `The model provider refused our key: ${advice}.` },
  'not-signed-in': { passing: false, away: false, words: (advice) => `No Entra ID token could be had for the model: ${advice}.` },
  'unknown-model': {
    passing: false,
    away: false,
    words: () => 'The model provider does not know this model: check its name, or that of its deployment.',
  },
  'request-refused': { passing: false, away: false, words: () => 'The model provider did not accept the request.' },
  'prompt-filtered': { passing: false, away: false, words: () => 'The model provider’s content filter stopped the request.' },
};

export type UpstreamFacts = {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly retryAfterMs?: number | undefined;
};

/** Carries facts only: what a provider says may quote the key or the prompt, so its words end here. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly trouble: Trouble;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(trouble: Trouble, { status, code, retryAfterMs }: UpstreamFacts = {}) {
    super(`${trouble}${status === undefined ? '' : ` (status ${status})`}`);
    this.trouble = trouble;
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  get passing(): boolean {
    return meanings[this.trouble].passing;
  }

  get away(): boolean {
    return meanings[this.trouble].away;
  }
}

const usualRetryAfterSeconds = 10;

/** The failure in words for the caller. */
export function modelDown(error: UpstreamError, model: string, advice: string): AppError {
  const retryAfterSeconds =
    error.retryAfterMs !== undefined ? Math.ceil(error.retryAfterMs / 1000) : error.passing ? usualRetryAfterSeconds : undefined;
  return new AppError('dependency-down', meanings[error.trouble].words(advice), {
    dependency: model,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    cause: error,
  });
}
