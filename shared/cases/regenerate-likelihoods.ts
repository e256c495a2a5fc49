import { AppError } from '../errors.ts';
import type { Draft } from './draft.ts';
import { type EditDeps, keepChange } from './edit-case.ts';
import { withLocked } from './fields.ts';
import { foundDraft } from './found.ts';
import type { LikelihoodWriter } from './ports.ts';

export type RegenerateDeps = Pick<EditDeps, 'sessions' | 'now' | 'newId'> & {
  readonly likelihoodWriters: Readonly<Record<string, LikelihoodWriter | undefined>>;
};

/**
 * Has the likelihoods of a draft estimated again by the model that wrote it (or another one), and keeps them in its
 * session. Locked ones stay; what was edited meanwhile is merged, or nothing is changed.
 */
export async function regenerateLikelihoods(
  { sessionId, model, by }: { readonly sessionId: string; readonly model: string | undefined; readonly by: string },
  deps: RegenerateDeps,
  signal: AbortSignal,
): Promise<Draft> {
  const { likelihoodWriters, now, newId } = deps;
  const draft = await foundDraft(deps.sessions, sessionId);
  const writer = likelihoodWriters[model ?? draft.record.generation.model];
  if (!writer) {
    const list = Object.keys(likelihoodWriters).join(', ') || 'none is configured';
    throw new AppError(
      'invalid-request',
      `model: likelihoods are estimated by a language model (${list}); the built-in library's own stand as they are.`,
      {
        errors: [{ path: 'model', message: `choose a language model: ${list}` }],
      },
    );
  }
  const written = { ...draft.record, ...(await writer(draft.record, signal)) };
  signal.throwIfAborted();
  const mine = { ...draft, record: withLocked(draft.record, written, draft.locks) };
  const kept = await keepChange(
    {
      sessionId,
      draft,
      base: draft,
      mine,
      kind: 'regenerated',
      by: { who: by, at: now().toISOString() },
      editId: newId(),
      exact: false,
    },
    deps,
  );
  return kept.draft;
}
