import type { CaseRecord, ModelCall } from './case.ts';
import type { CaseRequest } from './case-request.ts';
import type { Draft, DraftContent, NewRevision, Origin, Revision } from './draft.ts';
import type { Section } from './sections.ts';

/** What the use cases need from outside, as small function types. */

/** Writes one whole case. Throws AppError; honours the signal; tells as it goes what it has begun and what is ready. */
export type CaseWriter = (wanted: WrittenOrder, signal: AbortSignal, report: Report) => Promise<CaseRecord>;
export type WrittenOrder = CaseRequest & { readonly seed: number };

/** Estimates every likelihood of a case anew. */
export type LikelihoodWriter = (
  record: CaseRecord,
  signal: AbortSignal,
) => Promise<Pick<CaseRecord, 'likelihoods' | 'citations' | 'generation'>>;

/** Writes one section of a case anew, so that it fits what stays; returns what changed of the record. */
export type SectionWriter = (record: CaseRecord, order: SectionOrder, signal: AbortSignal) => Promise<Partial<CaseRecord>>;
export type SectionOrder = {
  readonly section: Section;
  /** What the author would like to be different: data, never a command. */
  readonly instruction: string | undefined;
  readonly seed: number;
  /** Findings of the section that stay as they are among the new ones. */
  readonly kept: readonly string[];
};

export type Progress =
  | { readonly kind: 'stage'; readonly name: string; readonly state: 'started' | 'done' | 'failed' }
  | { readonly kind: 'partial'; readonly section: string; readonly value: unknown };
export type Report = (progress: Progress) => void;
export const nobodyListens: Report = () => undefined;

export type SessionStore = {
  /** Keeps a new draft as version 1. Repeating it with the same id changes nothing. */
  create(sessionId: string, content: DraftContent, revision: NewRevision): Promise<Draft>;
  /** The draft, its life renewed; undefined where there is none or it has expired. */
  find(sessionId: string): Promise<Draft | undefined>;
  /** The draft's version alone, its life renewed: enough to know whether what was derived from it still holds. */
  version(sessionId: string): Promise<number | undefined>;
  /**
   * Puts `next` in the place of `before` if that is still the present version, with its content and revision in the trail.
   * An edit whose mark stands in the trail already is not written twice: the version in which it landed comes back.
   * undefined where the draft has another version, or there is none.
   */
  write(sessionId: string, before: Draft, next: Draft, revision: NewRevision): Promise<number | undefined>;
  /** The version in which an edit landed; undefined where it did not. */
  landed(sessionId: string, editId: string): Promise<number | undefined>;
  /** The content of an earlier version; undefined where it is not kept any more. */
  snapshot(sessionId: string, version: number): Promise<DraftContent | undefined>;
  /** The last writes, newest first: as many as asked for, 5,000 at most. */
  history(sessionId: string, most?: number): Promise<readonly Revision[]>;
  /** Ends a session if the draft still has `version`; false where somebody has written since. */
  remove(sessionId: string, version: number): Promise<boolean>;
};

/** The longest list of revisions that is kept. */
export const longestHistory = 5_000;

/** Edit sessions live for an hour, renewed by every use. */
export const sessionLifeSeconds = 3600;

/** Why a case with blocking problems was made final all the same. */
export type Override = {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  /** Ids of the audits that were overruled. */
  readonly audits: readonly string[];
};

/** One finalized version: never changed again. */
export type StoredCase = {
  readonly caseId: number;
  readonly version: number;
  readonly createdAt: string;
  readonly record: CaseRecord;
};
export type CaseVersion = {
  readonly version: number;
  readonly createdAt: string;
  readonly title: string;
  readonly finalizedBy: string | null;
  /** What it was opened from; the version of another case where it was forked. */
  readonly parent: Origin | null;
  /** SHA-256 of the record as stored, in hex. */
  readonly contentHash: string;
  readonly override: Override | null;
};
export type CaseSummary = {
  readonly caseId: number;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly primaryDiagnosis: string;
  readonly chiefComplaint: string | null;
  readonly createdAt: string;
  readonly retired: boolean;
};

/** What a finalize has left behind for its session, so that a second one finds it. */
export type Finalization = Origin & { readonly draftVersion: number };

export type NewVersion = {
  readonly record: CaseRecord;
  readonly by: string;
  readonly override: Override | null;
  /** The edit session that is made final, with the version of its draft; null for a case that had none. */
  readonly session: { readonly id: string; readonly draftVersion: number } | null;
  /** What it was opened from. */
  readonly parent: Origin | null;
  /** A new case, or the next version of the parent's; `latest` refuses where the parent is not the newest any more. */
  readonly saveAs: 'new-case' | 'new-version' | 'latest';
};

export type CaseStore = {
  /** Whether the database answers; throws `dependency-down` when not. Asked before anything is paid for. */
  ready(): Promise<void>;
  /** Saves a new case whole, or not at all. With a key that is known already, the case saved under it is returned. */
  save(record: CaseRecord, idempotency?: Idempotency, by?: string): Promise<StoredCase>;
  /**
   * Saves a draft as a case or as its next version, in one transaction. Safe to repeat: a session's draft is made final
   * once. Throws `conflict` where the parent has a newer version and `saveAs` is `latest`.
   */
  finalize(wanted: NewVersion): Promise<StoredCase>;
  /** What became of a session that was made final. */
  finalization(sessionId: string): Promise<Finalization | undefined>;
  /** The case saved under a key; throws `conflict` when the key came with another request. */
  findByKey(idempotency: Idempotency): Promise<StoredCase | undefined>;
  /** One version of a case, the newest where none is named. */
  find(caseId: number, version?: number): Promise<StoredCase | undefined>;
  /** Oldest first; empty where there is no such case. */
  versions(caseId: number): Promise<CaseVersion[]>;
  /** Hides a case from lists, or shows it again; false where there is none. */
  retire(caseId: number, retired: boolean): Promise<boolean>;
  /** Newest first. `before` is the id that the last page ended with. */
  list(wanted: {
    readonly query?: string;
    /** For a learner: the query looks in titles and in these complaints only, so that a diagnosis does not find its case. */
    readonly complaints?: readonly string[];
    readonly limit: number;
    readonly before?: number;
    readonly retired?: boolean;
  }): Promise<CaseSummary[]>;
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
