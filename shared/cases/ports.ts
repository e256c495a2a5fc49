import type { CaseRecord, ModelCall } from './case.ts';
import type { CaseRequest } from './case-request.ts';

/** What the use cases need from outside, as small function types. */

/** Writes one whole case. Throws AppError; honours the signal; tells as it goes what it has begun and what is ready. */
export type CaseWriter = (wanted: WrittenOrder, signal: AbortSignal, report: Report) => Promise<CaseRecord>;
export type WrittenOrder = CaseRequest & { readonly seed: number };

/** Estimates every likelihood of a case anew. */
export type LikelihoodWriter = (
  record: CaseRecord,
  signal: AbortSignal,
) => Promise<Pick<CaseRecord, 'likelihoods' | 'citations' | 'generation'>>;

export type Progress =
  | { readonly kind: 'stage'; readonly name: string; readonly state: 'started' | 'done' | 'failed' }
  | { readonly kind: 'partial'; readonly section: string; readonly value: unknown };
export type Report = (progress: Progress) => void;
export const nobodyListens: Report = () => undefined;

/** A draft in an edit session. Every write raises `version` by one. */
export type Draft = { readonly record: CaseRecord; readonly version: number };

export type SessionStore = {
  /** Keeps a new draft as version 1. */
  create(sessionId: string, record: CaseRecord): Promise<Draft>;
  /** The draft, its life renewed; undefined where there is none or it has expired. */
  find(sessionId: string): Promise<Draft | undefined>;
  /** The draft's version alone, its life renewed: enough to know whether what was derived from it still holds. */
  version(sessionId: string): Promise<number | undefined>;
  /** Replaces the draft if it still has `version`; undefined where it has another, or none. */
  replace(sessionId: string, version: number, record: CaseRecord): Promise<Draft | undefined>;
  remove(sessionId: string): Promise<void>;
};

/** Edit sessions live for an hour, renewed by every use. */
export const sessionLifeSeconds = 3600;

export type StoredCase = {
  readonly caseId: number;
  readonly version: number;
  readonly createdAt: string;
  readonly record: CaseRecord;
};
export type CaseSummary = {
  readonly caseId: number;
  readonly title: string;
  readonly description: string;
  readonly primaryDiagnosis: string;
  readonly chiefComplaint: string | null;
  readonly createdAt: string;
};

export type CaseStore = {
  /** Whether the database answers; throws `dependency-down` when not. Asked before anything is paid for. */
  ready(): Promise<void>;
  /** Saves a case whole, or not at all. With a key that is known already, the case saved under it is returned. */
  save(record: CaseRecord, idempotency?: Idempotency): Promise<StoredCase>;
  /** The case saved under a key; throws `conflict` when the key came with another request. */
  findByKey(idempotency: Idempotency): Promise<StoredCase | undefined>;
  find(caseId: number): Promise<StoredCase | undefined>;
  /** Newest first. `before` is the id that the last page ended with. */
  list(wanted: { readonly query?: string; readonly limit: number; readonly before?: number }): Promise<CaseSummary[]>;
};

export type Idempotency = { readonly key: string; readonly requestHash: string };

/** One call to a language model as the books keep it; `outcome` says how it ended. */
export type NotedCall = ModelCall & { readonly outcome: string };
export type DailyUsage = {
  /** YYYY-MM-DD, UTC */
  readonly day: string;
  readonly model: string;
  readonly calls: number;
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
  /** null where no call of the day has a price. */
  readonly costUsd: number | null;
};
export type UsageStore = {
  note(call: NotedCall): Promise<void>;
  /** The last so many days, newest first. */
  byDay(days: number): Promise<DailyUsage[]>;
};
