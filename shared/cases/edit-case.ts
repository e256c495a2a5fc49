import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { CaseRecord } from './case.ts';
import { ratiosAt } from './derive.ts';
import type { Draft, DraftContent, Revision } from './draft.ts';
import { changedSince, otherEdit, tooOld } from './draft-problems.ts';
import { applyLists } from './edits/apply-lists.ts';
import { applyOperations } from './edits/apply-operations.ts';
import { type MovedRatio, movedIn } from './edits/edit-ratios.ts';
import type { ListsPatch } from './edits/lists.ts';
import type { Operation } from './edits/operations.ts';
import { foundDraft } from './found.ts';
import { keepChange } from './keep-change.ts';
import type { SessionStore } from './ports.ts';

export type EditDeps = {
  readonly sessions: SessionStore;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Other names of a diagnosis, from the library. */
  readonly aliasesOf: (diagnosis: string) => Promise<CaseRecord['primaryAliases']>;
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
  /** What changed, in sentences. */
  readonly changes: readonly string[];
  readonly moved: readonly MovedRatio[];
  /** Whether somebody else's changes since the edit's start were kept beside it. */
  readonly merged: boolean;
};

/** Changes a draft: all of an order, or nothing. A repeat of an order that has landed is answered as the first one was. */
export async function editCase(order: EditOrder, deps: EditDeps): Promise<EditResult> {
  const draft = await foundDraft(deps.sessions, order.sessionId);
  try {
    return (await editDraft(draft, order, deps)) ?? (await earlier(order, deps));
  } catch (error) {
    // A repeat may not fit what the first one made.
    const isRefusal = error instanceof AppError && error.kind !== 'dependency-down';
    const landed =
      order.editId === undefined || !isRefusal ? undefined : await deps.sessions.landed(order.sessionId, order.editId);
    if (landed === undefined) throw error;
    return earlier(order, deps);
  }
}

/** undefined: this very edit has landed before. */
async function editDraft(draft: Draft, order: EditOrder, deps: EditDeps): Promise<EditResult | undefined> {
  const { sessions, now, newId } = deps;
  const { sessionId, ifMatch, operations } = order;
  if (ifMatch !== undefined && ifMatch !== draft.version) throw await changedSince(sessions, sessionId, ifMatch, draft);
  const base = await baseOf(order, draft, sessions);
  const by = { who: order.by, at: now().toISOString() };
  const aliases = order.lists.primary_diagnosis === undefined ? undefined : await deps.aliasesOf(order.lists.primary_diagnosis);
  const listed = applyLists(base.record, order.lists, aliases, by);
  const operated = applyOperations({ record: listed.record, locks: base.locks }, operations, by);
  const record = await withDiagnosisOfLeaf(base.record, operated.record, deps);
  const {
    draft: kept,
    changes,
    merged,
    repeated,
  } = await keepChange(
    {
      sessionId,
      draft,
      base,
      mine: { ...base, ...operated, record },
      kind: 'edited',
      by,
      editId: order.editId ?? newId(),
      requestHash: hashOf(order),
      exact: ifMatch !== undefined,
    },
    deps,
  );
  const isNothingNew = repeated || (changes.length === 0 && order.editId !== undefined);
  if (isNothingNew && (repeated || (await sessions.landed(sessionId, order.editId ?? '')))) return undefined;
  const moved = [...movedIn(kept.record, listed.edits), ...(merged ? movedByMerge(kept.record, operations) : [])];
  return { draft: kept, changes: changes.map(({ sentence }) => sentence), moved, merged };
}

async function baseOf({ sessionId, baseVersion }: EditOrder, draft: Draft, sessions: SessionStore): Promise<DraftContent> {
  if (baseVersion === undefined || baseVersion === draft.version) return draft;
  const snapshot = baseVersion < draft.version ? await sessions.snapshot(sessionId, baseVersion) : undefined;
  if (snapshot) return snapshot;
  throw tooOld(baseVersion, draft);
}

const hashOf = ({ lists, operations }: EditOrder): string =>
  createHash('sha256')
    .update(JSON.stringify([lists, operations]))
    .digest('base64url');

/** The answer that an edit got, or should have got, when it landed. */
async function earlier(order: EditOrder, { sessions }: EditDeps): Promise<EditResult> {
  const history: readonly Revision[] = await sessions.history(order.sessionId);
  const revision = history.find(({ editId }) => editId === order.editId);
  if (revision?.requestHash !== undefined && revision.requestHash !== hashOf(order)) throw otherEdit(revision);
  const draft = await foundDraft(sessions, order.sessionId);
  return { draft, changes: revision?.changes ?? [], moved: [], merged: false };
}

/** The case is about its primary leaf: another leaf is another diagnosis, with other names that would give it away. */
async function withDiagnosisOfLeaf(before: CaseRecord, after: CaseRecord, { aliasesOf }: EditDeps): Promise<CaseRecord> {
  const { primaryLeafId, leaves } = after.framework;
  const leaf = leaves.find(({ id }) => id === primaryLeafId);
  if (!leaf || primaryLeafId === before.framework.primaryLeafId || after.primaryDiagnosis !== before.primaryDiagnosis)
    return after;
  return { ...after, primaryDiagnosis: leaf.name, primaryAliases: await aliasesOf(leaf.name) };
}

/** LRs that were typed and that a change of somebody else in the same row has moved. */
function movedByMerge(record: CaseRecord, operations: readonly Operation[]): MovedRatio[] {
  return operations.flatMap((operation) => {
    if (operation.op !== 'set-ratio') return [];
    const { finding_id, bucket_id, likelihood_ratio: asked } = operation;
    const one = ([1, 2, 3] as const)
      .flatMap((tier) => ratiosAt(record, tier))
      .find(({ finding, bucket }) => finding.id === finding_id && bucket.id === bucket_id);
    if (!one || one.inForce === null || Math.abs(Math.log(one.inForce / asked)) < 0.005) return [];
    const { finding, bucket, tier, inForce } = one;
    return [{ feature_name: finding.finding, diagnostic_bucket: bucket.name, tier_level: tier, asked, got: inForce }];
  });
}
