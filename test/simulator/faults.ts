import { pick, seededRandom } from '../../shared/generation/library/random.ts';
import type { SimulatedRequest } from './request.ts';

const plainFaults = [
  'ok',
  'insufficientQuota',
  'hangBeforeHeaders',
  'stallMidStream',
  'cutMidStream',
  'truncated',
  'refusal',
  'contentFilter',
  'invalidJson',
  'prose',
  'schemaViolation',
  'htmlBody',
  'emptyAnswer',
  'incoherent',
] as const;

export type Fault =
  | { readonly kind: (typeof plainFaults)[number] }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfterSeconds?: number;
      readonly retryAfterMs?: number;
      /** The `code` of the error body, such as `content_filter`. */
      readonly code?: string;
    };

/** A fault, its name, or the status of an error reply. */
export type Step = Fault | Fault['kind'] | number;
/** Asked for every request that the queue has nothing for; undefined means that nothing goes wrong. */
export type FaultRule = (request: SimulatedRequest) => Step | undefined;

export const everyStep: readonly Step[] = [
  { kind: 'status', status: 429, retryAfterSeconds: 1 },
  { kind: 'status', status: 429, retryAfterMs: 100 },
  429,
  500,
  503,
  401,
  400,
  408,
  'slow',
  ...plainFaults.filter((kind) => kind !== 'ok'),
];

/**
 * Faults for a share of the requests. What befalls a request depends on its schema, its prompt and how often it has been
 * asked, not on the order in which requests that run side by side happen to arrive.
 */
export function randomFaults({ rate, seed, kinds = everyStep }: RandomFaults): FaultRule {
  return ({ schemaName, promptText, occurrence }) => {
    const random = seededRandom(`${seed}:${schemaName}:${occurrence}:${promptText}`);
    return random() < rate ? pick(kinds, random) : undefined;
  };
}
export type RandomFaults = { readonly rate: number; readonly seed: number; readonly kinds?: readonly Step[] };

export function asFault(step: Step): Fault {
  if (typeof step === 'number') return { kind: 'status', status: step };
  if (typeof step === 'object') return step;
  if (step === 'slow') return { kind: 'slow', delayMs: 500 };
  return step === 'status' ? { kind: 'status', status: 500 } : { kind: step };
}

export const faultName = (fault: Fault): string => (fault.kind === 'status' ? `status ${fault.status}` : fault.kind);

export type Script = { add(steps: readonly (Step | FaultRule)[]): void; next(request: SimulatedRequest): Fault; clear(): void };

/** Steps are used up one per request; rules stay until `clear`. */
export function createScript(): Script {
  const queue: Step[] = [];
  const rules: FaultRule[] = [];
  return {
    add(steps) {
      for (const step of steps) {
        if (typeof step === 'function') rules.push(step);
        else queue.push(step);
      }
    },
    next(request) {
      const queued = queue.shift();
      if (queued !== undefined) return asFault(queued);
      for (const rule of rules) {
        const step = rule(request);
        if (step !== undefined) return asFault(step);
      }
      return { kind: 'ok' };
    },
    clear() {
      queue.length = 0;
      rules.length = 0;
    },
  };
}
