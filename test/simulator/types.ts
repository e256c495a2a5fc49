import type { Responder, Transform } from './answer.ts';
import type { FaultRule, Step } from './faults.ts';
import type { Speed } from './pace.ts';

export type SimulatorOptions = {
  readonly seed?: number;
  /** Time to the first token; 0 unless told. */
  readonly ttftMs?: Speed;
  /** A token is four characters; without a rate the whole answer comes at once. */
  readonly tokensPerSecond?: Speed;
  readonly tokensPerChunk?: number;
  /** What the fault `incoherent` does to an answer. */
  readonly incoherent?: Transform;
  /** How long an idle connection is kept; it counts as open until then. */
  readonly keepAliveMs?: number;
  readonly models?: readonly string[];
};

export type RequestLog = {
  readonly path: string;
  readonly model: string;
  readonly schemaName: string | null;
  readonly stream: boolean;
  readonly temperature: number | null;
  readonly promptText: string;
  readonly authorization: string | null;
  /** Milliseconds since 1970, with fractions. */
  readonly startedAt: number;
  /** Null while the request is under way. */
  endedAt: number | null;
  /** The caller left before the end of the answer. */
  aborted: boolean;
  /** Null while the request is under way, and where it ended before headers were sent. */
  status: number | null;
  fault: string;
};

export type Simulator = {
  /** The base URL of an OpenAI client. */
  readonly url: string;
  /** The endpoint of an Azure OpenAI client. */
  readonly endpoint: string;
  readonly port: number;
  readonly log: readonly RequestLog[];
  /** Queues faults, one per accepted request; functions are asked once the queue is empty, until `reset`. */
  script(...steps: readonly (Step | FaultRule)[]): void;
  respond(responder: Responder): void;
  /** Forgets log, script and responder. */
  reset(): void;
  openSockets(): number;
  close(): Promise<void>;
};
