import { type Change, compareRecords } from './compare/compare-records.ts';
import { type Draft, type DraftContent, following, type RevisionKind } from './draft.ts';
import { changedSince, clashed, tooManyAtOnce } from './draft-problems.ts';
import { mergeRecords } from './edits/merge.ts';
import { foundDraft } from './found.ts';
import type { SessionStore } from './ports.ts';

export type ChangeToKeep = {
  readonly sessionId: string;
  readonly draft: Draft;
  /** What the change was made from. */
  readonly base: DraftContent;
  readonly mine: DraftContent;
  readonly kind: RevisionKind;
  readonly by: { readonly who: string; readonly at: string };
  readonly editId: string;
  /** What was asked for, so that a repeat is told from something else under the same mark. */
  readonly requestHash?: string;
  /** Whether to refuse, instead of merging, where the draft has moved on. */
  readonly exact: boolean;
};

export type Kept = {
  readonly draft: Draft;
  readonly changes: readonly Change[];
  /** Whether somebody else's changes since the start were kept beside it. */
  readonly merged: boolean;
  /** Whether this very change had landed before. */
  readonly repeated: boolean;
};

/** Longer than this nobody waits for a turn among many who edit one draft at once. */
const longestRetryMs = 1_000;

/**
 * Writes a change into its session. Where the draft has moved on since the change's start, both are merged field by field;
 * where they clash, nothing is written and the caller is told on which fields.
 */
export async function keepChange(
  { sessionId, draft: first, base, mine, kind, by, editId, requestHash, exact }: ChangeToKeep,
  { sessions }: { readonly sessions: SessionStore },
): Promise<Kept> {
  const giveUpAt = performance.now() + longestRetryMs;
  let draft = first;
  for (;;) {
    const merged = draft.record !== base.record;
    const next = merged ? mergedWith(draft, base, mine) : mine;
    if (isUnchanged(draft, next)) return { draft, changes: [], merged, repeated: false };
    const changes = [...compareRecords(draft.record, next.record), ...lockChanges(draft, next)];
    const after = following(draft, next);
    const sentences = changes.map(({ sentence }) => sentence).slice(0, 20);
    const revision = { at: by.at, by: by.who, kind, changes: sentences, editId, requestHash };
    const landed = await sessions.write(sessionId, draft, after, revision);
    if (landed === after.version) return { draft: after, changes, merged, repeated: false };
    draft = await foundDraft(sessions, sessionId);
    if (landed !== undefined) return { draft, changes, merged: false, repeated: true };
    if (exact) throw await changedSince(sessions, sessionId, first.version, draft);
    if (performance.now() > giveUpAt) throw tooManyAtOnce();
  }
}

/** A change that leaves every field as it is writes nothing: a revision that undoes to itself would help nobody. */
const isUnchanged = (before: DraftContent, after: DraftContent): boolean =>
  (before.record === after.record || JSON.stringify(before.record) === JSON.stringify(after.record)) &&
  before.locks.join() === after.locks.join();

function mergedWith(draft: Draft, base: DraftContent, mine: DraftContent): DraftContent {
  const merged = mergeRecords(base.record, mine.record, draft.record);
  if ('clashes' in merged) throw clashed(merged.clashes, draft);
  const kept = draft.locks.filter((lock) => mine.locks.includes(lock) || !base.locks.includes(lock));
  const locks = [...new Set([...kept, ...mine.locks.filter((lock) => !base.locks.includes(lock))])].toSorted();
  return { record: merged.record, locks, origin: draft.origin };
}

function lockChanges(before: DraftContent, after: DraftContent): Change[] {
  const [old, next] = [new Set(before.locks), new Set(after.locks)];
  const locked = after.locks.filter((lock) => !old.has(lock));
  const unlocked = before.locks.filter((lock) => !next.has(lock));
  return [
    ...locked.map((lock) => ({ field: 'locks', sentence: `Locked ${lockName(lock, after)}` })),
    ...unlocked.map((lock) => ({ field: 'locks', sentence: `Unlocked ${lockName(lock, before)}` })),
  ];
}

/** A field in words: `findings.h3` by what was found, `patient_personality` without its underscore. */
function lockName(lock: string, { record }: DraftContent): string {
  const [kind = '', id, ...parts] = lock.split('.');
  const finding = record.findings.find((one) => one.id === id)?.finding;
  if (finding === undefined || (kind !== 'findings' && kind !== 'likelihoods')) return lock.replaceAll('_', ' ');
  const part = parts.join(' ').replaceAll('_', ' ');
  return [`"${finding}"`, ...(kind === 'likelihoods' ? ['likelihoods'] : []), ...(part ? [part] : [])].join(', ');
}
