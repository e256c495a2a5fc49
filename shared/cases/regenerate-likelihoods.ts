import type { CaseRecord } from './case.ts';
import type { ModelState } from './choose-model.ts';
import { chooseWriter, type WritersByModel } from './choose-writer.ts';
import type { Draft } from './draft.ts';
import { changedSince } from './draft-problems.ts';
import type { EditDeps } from './edit-case.ts';
import { applyLists } from './edits/apply-lists.ts';
import type { ListsPatch } from './edits/lists.ts';
import { foundDraft } from './found.ts';
import { keepChange } from './keep-change.ts';
import { keepingLocks } from './keeping-locks.ts';
import type { LikelihoodWriter } from './ports.ts';

export type RegenerateDeps = EditDeps & {
  readonly models: readonly ModelState[];
  readonly likelihoodWriters: WritersByModel<LikelihoodWriter>;
};

export type RegenerateOrder = {
  readonly sessionId: string;
  readonly model: string | undefined;
  /** What comes along is an edit that is made first. */
  readonly lists: ListsPatch;
  readonly ifMatch: number | undefined;
  readonly by: string;
};

/**
 * Has the likelihoods of a draft estimated anew, and keeps them in its session together with the edits that came along, in
 * one write. Locked ones stay; what was edited meanwhile is merged, or nothing is changed.
 */
export async function regenerateLikelihoods(
  { sessionId, model, lists, ifMatch, by }: RegenerateOrder,
  deps: RegenerateDeps,
  signal: AbortSignal,
): Promise<Draft> {
  const draft = await foundDraft(deps.sessions, sessionId);
  if (ifMatch !== undefined && ifMatch !== draft.version) throw await changedSince(deps.sessions, sessionId, ifMatch, draft);
  const author = { who: by, at: deps.now().toISOString() };
  const aliases = lists.primary_diagnosis === undefined ? undefined : await deps.aliasesOf(lists.primary_diagnosis);
  const edited = applyLists(draft.record, lists, aliases, author).record;
  const written = await estimateAnew(edited, model, deps, signal);
  const mine = { ...draft, record: keepingLocks(edited, written, draft.locks) };
  const kept = await keepChange(
    {
      sessionId,
      draft,
      base: draft,
      mine,
      kind: 'regenerated',
      by: author,
      editId: deps.newId(),
      exact: ifMatch !== undefined,
    },
    deps,
  );
  return kept.draft;
}

/** The same for a case that is in no session: nothing is kept. */
export async function estimateAnew(
  record: CaseRecord,
  model: string | undefined,
  { models, likelihoodWriters }: Pick<RegenerateDeps, 'models' | 'likelihoodWriters'>,
  signal: AbortSignal,
): Promise<CaseRecord> {
  const { writer } = chooseWriter(models, likelihoodWriters, { model, writtenBy: record.generation.model });
  const written = { ...record, ...(await writer(record, signal)) };
  signal.throwIfAborted();
  return written;
}
