export type Limits = {
  /** One question, with its retries and the waits between them. */
  readonly callMs: number;
  readonly headersMs: number;
  /** Between two pieces of a streamed answer. */
  readonly idleMs: number;
  readonly attempts: number;
  readonly firstWaitMs: number;
  /** Also the longest `Retry-After` that is waited out. */
  readonly longestWaitMs: number;
  readonly callsAtOnce: number;
  readonly failuresToOpen: number;
  readonly openMs: number;
};

export const standardLimits: Limits = {
  callMs: 90_000,
  headersMs: 30_000,
  idleMs: 15_000,
  attempts: 3,
  firstWaitMs: 500,
  longestWaitMs: 20_000,
  callsAtOnce: 24,
  failuresToOpen: 5,
  openMs: 20_000,
};
