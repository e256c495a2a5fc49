import { toWire } from '../../../shared/cases/wire.ts';
import { askJson } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { StoredBody } from '../api/types.ts';
import type { DraftDesk } from './draft-desk.ts';
import { onServer, ServerNeeded } from './on-server.ts';

type Order = { readonly override_reason?: string; readonly save_as?: string };

/**
 * Makes final what the author sees: the draft of the session, once everything typed is in it and nobody has written since;
 * the whole draft from this device, where the session store cannot take it. Nothing is final without the last edit.
 */
export async function finalizeDraft(desk: DraftDesk, order: Order): Promise<StoredBody> {
  try {
    return await onServer(desk, (session_id) => post({ session_id, ...order }, desk));
  } catch (error) {
    if (isChanged(error)) {
      await desk.reload();
      throw new Error(
        'Somebody else has changed this draft meanwhile. It is shown as it is now: look at it, and finalize it again.',
      );
    }
    if (!isStoreOut(error)) throw error;
    const { id, sessionId, origin, version, record } = desk.store.get();
    // Under one name, so that a repeat after a lost answer is no second case.
    return post({ ...toWire(record), session_id: sessionId ?? id, origin, version, ...order }, desk);
  }
}

const post = (body: object, desk: DraftDesk): Promise<StoredBody> => {
  const headers = { 'if-match': `"${desk.store.get().version}"` };
  return askJson<StoredBody>('/finalize-case', { method: 'POST', body, headers });
};

const isChanged = (error: unknown): boolean => error instanceof ApiProblem && error.status === 412;
const isStoreOut = (error: unknown): boolean =>
  error instanceof ServerNeeded || (error instanceof ApiProblem && error.body.dependency === 'redis');
