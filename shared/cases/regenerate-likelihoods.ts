import { AppError } from '../errors.ts';
import type { CaseRecord } from './case.ts';
import { foundDraft } from './found.ts';
import type { LikelihoodWriter, SessionStore } from './ports.ts';

export type RegenerateDeps = {
  readonly sessions: SessionStore;
  readonly likelihoodWriters: Readonly<Record<string, LikelihoodWriter | undefined>>;
};

/**
 * Has the likelihoods of a draft estimated again by the model that wrote it (or another one), and keeps them in its
 * session. The draft is changed whole or not at all; one that was changed meanwhile is left as it is.
 */
export async function regenerateLikelihoods(
  { sessionId, model }: { readonly sessionId: string; readonly model: string | undefined },
  { sessions, likelihoodWriters }: RegenerateDeps,
  signal: AbortSignal,
): Promise<{ readonly record: CaseRecord; readonly version: number }> {
  const draft = await foundDraft(sessions, sessionId);
  const by = model ?? draft.record.generation.model;
  const writer = likelihoodWriters[by];
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
  const record = { ...draft.record, ...(await writer(draft.record, signal)) };
  signal.throwIfAborted();
  const kept = await sessions.replace(sessionId, draft.version, record);
  if (!kept)
    throw new AppError(
      'conflict',
      'The draft was changed while the likelihoods were estimated; nothing was overwritten. Ask again.',
    );
  return { record, version: kept.version };
}
