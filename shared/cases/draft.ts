import type { CaseRecord } from './case.ts';

/** The finalized version that a draft was opened from. */
export type Origin = { readonly caseId: number; readonly version: number };

/** What an author works on: the record, the fields that regeneration must leave alone, and where it came from. */
export type DraftContent = {
  readonly record: CaseRecord;
  readonly locks: readonly string[];
  readonly origin: Origin | null;
};

/**
 * A draft in an edit session. Every write raises `version` by one and is never undone in place: an undo is a new version
 * with older content. `past` and `future` name the versions that undo and redo would bring back, next one last and first.
 */
export type Draft = DraftContent & {
  readonly version: number;
  readonly past: readonly number[];
  readonly future: readonly number[];
};

export type RevisionKind = 'created' | 'edited' | 'undone' | 'redone' | 'regenerated';

/** What is remembered of one write. `editId` is the caller's mark, or one of ours: it stands in one revision only. */
export type Revision = {
  readonly version: number;
  readonly at: string;
  readonly by: string | null;
  readonly kind: RevisionKind;
  /** What changed, in sentences. */
  readonly changes: readonly string[];
  readonly editId: string;
  /** Hash of what was asked for, where the mark is the caller's. */
  readonly requestHash?: string | undefined;
};
export type NewRevision = Omit<Revision, 'version'>;

/** How many revisions can be undone, and how many versions back an edit may start from. */
export const trailLength = 50;

/** The draft that follows on a write of new content. */
export const following = (draft: Draft, content: DraftContent): Draft => ({
  ...contentOf(content),
  version: draft.version + 1,
  past: [...draft.past, draft.version].slice(-trailLength),
  future: [],
});

export const contentOf = ({ record, locks, origin }: DraftContent): DraftContent => ({ record, locks, origin });

/** The draft that an undo makes, from the content of the version before. */
export const undone = (draft: Draft, content: DraftContent): Draft => ({
  ...contentOf(content),
  version: draft.version + 1,
  past: draft.past.slice(0, -1),
  future: [draft.version, ...draft.future].slice(0, trailLength),
});

export const redone = (draft: Draft, content: DraftContent): Draft => ({
  ...contentOf(content),
  version: draft.version + 1,
  past: [...draft.past, draft.version].slice(-trailLength),
  future: draft.future.slice(1),
});

/** Versions whose content must be kept: what undo and redo may bring back, and the last ones, which edits may start from. */
const needed = ({ version, past, future }: Draft): Set<number> =>
  new Set([...past, ...future, ...Array.from({ length: trailLength }, (_, i) => version - i)]);

/** Versions whose content nothing needs any more once `next` has taken the place of `before`. */
export function droppedBy(before: Draft, next: Draft): number[] {
  const kept = needed(next);
  return [...needed(before)].filter((version) => version > 0 && !kept.has(version));
}
