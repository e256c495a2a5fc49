/** Every failure that a caller may be told of, by kind; http/problem.ts gives each its status. */
export type FailureKind =
  | 'malformed-request'
  | 'invalid-request'
  | 'unauthenticated'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'precondition-failed'
  | 'payload-too-large'
  | 'too-many-requests'
  | 'model-unusable'
  | 'dependency-down'
  | 'out-of-time';

export type FieldError = { readonly path: string; readonly message: string };

type Details = {
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Which service is out: `redis`, `database` or the model's name. */
  readonly dependency?: string;
  /** Further members of the problem that a program can act on, as they go out. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};

/**
 * A failure with words for the caller. The message is shown as it is, so it never carries an address, SQL, a prompt or
 * what a driver said; that goes into `cause`, for the log.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: FailureKind;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly dependency: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    kind: FailureKind,
    message: string,
    { errors = [], retryAfterSeconds, dependency, extensions = {}, cause }: Details = {},
  ) {
    super(message, { cause });
    this.kind = kind;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
    this.dependency = dependency;
    this.extensions = extensions;
  }
}

/** Settings that nobody can start with; its words name the settings and go to the log in full. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
