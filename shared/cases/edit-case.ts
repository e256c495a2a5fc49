import { AppError } from '../errors.ts';
import { type Change, compareRecords } from './compare/compare-records.ts';
import { type Draft, type DraftContent, following, type Revision, type RevisionKind } from './draft.ts';
import { applyLists } from './edits/apply-lists.ts';
import { applyOperations } from './edits/apply-operations.ts';
import type { MovedRatio } from './edits/edit-ratios.ts';
import type { ListsPatch } from './edits/lists.ts';
import { mergeRecords } from './edits/merge.ts';
import type { Operation } from './edits/operations.ts';
import { foundDraft } from './found.ts';
import type { SessionStore } from './ports.ts';

export type EditDeps = {
  readonly sessions: SessionStore;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Other names of a diagnosis, from the library. */
  readonly aliasesOf: (diagnosis: string) => Promise<DraftContent['record']['primaryAliases']>;
};

export type EditOrder = {
  readonly sessionId: string;
  readonly lists: ListsPatch;
  readonly operations: readonly Operation[];
  /** The version that the caller has seen; refuses where the draft has another one. */
  readonly ifMatch: number | undefined;
  /** The version that the edit starts from; what others changed since is merged. */
  readonly baseVersion: number | undefined;
  /** The caller's mark of this edit: a repeat finds that it has landed. */
  readonly editId: string | undefined;
  readonly by: string;
};

export type EditResult = {
  readonly draft: Draft;
  readonly changes: readonly Change[];
  readonly moved: readonly MovedRatio[];
  /** Whether somebody else's changes since the edit's start were kept beside it. */
  readonly merged: boolean;
};

/** Changes a draft: all of an order, or nothing. */
export async function editCase(order: EditOrder, deps: EditDeps): Promise<EditResult> {
  const { sessions } = deps;
  const draft = await foundDraft(sessions, order.sessionId);
  try {
    return await editDraft(draft, order, deps);
  } catch (error) {
    // A repeat of an edit that has landed may not fit what it made: it is answered as the first one should have been.
    const isRefusal = error instanceof AppError && error.kind !== 'dependency-down';
    const landed = order.editId === undefined || !isRefusal ? undefined : await sessions.landed(order.sessionId, order.editId);
    if (landed === undefined) throw error;
    return { draft: await foundDraft(sessions, order.sessionId), changes: [], moved: [], merged: false };
  }
}

async function editDraft(draft: Draft, order: EditOrder, deps: EditDeps): Promise<EditResult> {
  const { sessions, now, aliasesOf } = deps;
  const editId = order.editId ?? deps.newId();
  if (order.ifMatch !== undefined && order.ifMatch !== draft.version)
    throw await changedSince(sessions, order.sessionId, order.ifMatch, draft);
  const base = await baseOf(order, draft, sessions);
  const by = { who: order.by, at: now().toISOString() };
  const aliases = order.lists.primary_diagnosis === undefined ? undefined : await aliasesOf(order.lists.primary_diagnosis);
  const listed = applyLists(base.record, order.lists, aliases, by);
  const mine = { ...base, ...applyOperations({ record: listed.record, locks: base.locks }, order.operations, by) };
  const kept = await keepChange(
    { sessionId: order.sessionId, draft, base, mine, kind: 'edited', by, editId, exact: order.ifMatch !== undefined },
    deps,
  );
  return { ...kept, moved: listed.moved };
}

async function baseOf({ sessionId, baseVersion }: EditOrder, draft: Draft, sessions: SessionStore): Promise<DraftContent> {
  if (baseVersion === undefined || baseVersion === draft.version) return draft;
  const snapshot = baseVersion < draft.version ? await sessions.snapshot(sessionId, baseVersion) : undefined;
  if (snapshot) return snapshot;
  throw new AppError(
    'conflict',
    `Version ${baseVersion} of this draft is not kept any more, so your change cannot be merged. Load the draft again.`,
    {
      extensions: { version: draft.version },
    },
  );
}

export type ChangeToKeep = {
  readonly sessionId: string;
  readonly draft: Draft;
  /** What the change was made from. */
  readonly base: DraftContent;
  readonly mine: DraftContent;
  readonly kind: RevisionKind;
  readonly by: { readonly who: string; readonly at: string };
  readonly editId: string;
  /** Whether to refuse, instead of merging, where the draft has moved on. */
  readonly exact: boolean;
};

/** Longer than this nobody waits for a turn among many who edit one draft at once. */
const longestRetryMs = 1_000;

/**
 * Writes a change into its session. Where the draft has moved on since the change's start, both are merged field by field;
 * where they clash, nothing is written and the caller is told on which fields.
 */
export async function keepChange(
  { sessionId, draft: first, base, mine, kind, by, editId, exact }: ChangeToKeep,
  { sessions }: Pick<EditDeps, 'sessions'>,
): Promise<{ draft: Draft; changes: Change[]; merged: boolean }> {
  const giveUpAt = performance.now() + longestRetryMs;
  let draft = first;
  for (;;) {
    const next = mergedWith(draft, base, mine);
    const changes = [...compareRecords(draft.record, next.record), ...lockChanges(draft.locks, next.locks)];
    if (isUnchanged(draft, next)) return { draft, changes: [], merged: draft.record !== base.record };
    const after = following(draft, next);
    const sentences = changes.map(({ sentence }) => sentence).slice(0, 20);
    const revision = { at: by.at, by: by.who, kind, changes: sentences, editId };
    const landed = await sessions.write(sessionId, draft, after, revision);
    if (landed === after.version) return { draft: after, changes, merged: draft.record !== base.record };
    const present = await foundDraft(sessions, sessionId);
    if (landed !== undefined) return { draft: present, changes, merged: false };
    if (exact) throw await changedSince(sessions, sessionId, draft.version, present);
    if (performance.now() > giveUpAt) throw tooManyAtOnce();
    draft = present;
  }
}

/** A change that leaves every field as it is writes nothing: a revision that undoes to itself would help nobody. */
const isUnchanged = (before: DraftContent, after: DraftContent): boolean =>
  (before.record === after.record || JSON.stringify(before.record) === JSON.stringify(after.record)) &&
  before.locks.join() === after.locks.join();

function mergedWith(draft: Draft, base: DraftContent, mine: DraftContent): DraftContent {
  if (draft.record === base.record) return mine;
  const merged = mergeRecords(base.record, mine.record, draft.record);
  if ('record' in merged) {
    const kept = draft.locks.filter((lock) => mine.locks.includes(lock) || !base.locks.includes(lock));
    const locks = [...new Set([...kept, ...mine.locks.filter((lock) => !base.locks.includes(lock))])].toSorted();
    return { record: merged.record, locks, origin: draft.origin };
  }
  const names = merged.clashes.map(({ field }) => field);
  throw new AppError(
    'conflict',
    `Somebody else changed the same in the meantime: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}. Nothing of yours was saved.`,
    {
      errors: names.slice(0, 20).map((path) => ({ path, message: 'was changed to something else in the meantime' })),
      extensions: { version: draft.version, clashes: merged.clashes.slice(0, 50) },
    },
  );
}

function lockChanges(before: readonly string[], after: readonly string[]): Change[] {
  const added = after.filter((lock) => !before.includes(lock));
  const removed = before.filter((lock) => !after.includes(lock));
  return [
    ...added.map((lock) => ({ field: 'locks', sentence: `Locked ${lock}` })),
    ...removed.map((lock) => ({ field: 'locks', sentence: `Unlocked ${lock}` })),
  ];
}

const tooManyAtOnce = (): AppError =>
  new AppError('conflict', 'Too many changes arrive for this draft at once. Nothing of yours was saved; please try again.', {
    retryAfterSeconds: 1,
  });

/** 412, with what was changed since the version that the caller has seen. */
export async function changedSince(sessions: SessionStore, sessionId: string, seen: number, present: Draft): Promise<AppError> {
  const history = await sessions.history(sessionId);
  const since: Revision[] = history.filter(({ version }) => version > seen).slice(0, 50);
  return new AppError(
    'precondition-failed',
    `The draft is at version ${present.version} by now; you have seen version ${seen}. Nothing was changed.`,
    { extensions: { version: present.version, changed_since: since.map(revisionOnWire) } },
  );
}

export const revisionOnWire = ({ version, at, by, kind, changes, editId }: Revision) => ({
  version,
  at,
  by,
  kind,
  changes,
  edit_id: editId,
});
