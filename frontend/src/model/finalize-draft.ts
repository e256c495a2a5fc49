import { toWire } from '../../../shared/cases/wire.ts';
import { askJson } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { StoredBody } from '../api/types.ts';
import type { DraftDesk } from './draft-desk.ts';
import type { DraftState } from './draft-state.ts';
import { onServer, ServerNeeded } from './on-server.ts';

/** `hasMore`: something was changed while it was made final, and is not in the case. */
export type Finalized = { readonly made: StoredBody; readonly hasMore: boolean };
type Order = { readonly override_reason?: string; readonly save_as?: string };

const changed = 'Somebody else has changed this draft meanwhile. It is shown as it is now: look at it, and finalize it again.';

/**
 * Makes final what the author sees: the draft of the session, once everything typed is in it and nobody has written since;
 * the whole draft from this device, where the session store is out. Nothing is final without the last edit.
 */
export async function finalizeDraft(desk: DraftDesk, order: Order): Promise<Finalized> {
  const seen = desk.othersWrote;
  try {
    return await onServer(desk, (session_id) => {
      if (desk.othersWrote !== seen) throw new Error(changed);
      return post(desk, () => ({ session_id, ...order }));
    });
  } catch (error) {
    if (isStoreOut(error)) {
      // Under one name, so that a repeat after a lost answer is no second case.
      return post(desk, ({ id, sessionId, origin, version, record }) => ({
        ...toWire(record),
        session_id: sessionId ?? id,
        origin,
        version,
        ...order,
      }));
    }
    if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
    await desk.reload();
    throw new Error(changed);
  }
}

const post = (desk: DraftDesk, bodyOf: (state: DraftState) => object): Promise<Finalized> =>
  desk.alone(async () => {
    const state = desk.store.get();
    const { version, record } = state;
    const headers = { 'if-match': `"${version}"` };
    const made = await askJson<StoredBody>('/finalize-case', { method: 'POST', body: bodyOf(state), headers });
    return { made, hasMore: desk.store.get().record !== record };
  });

const isStoreOut = (error: unknown): boolean =>
  error instanceof ServerNeeded ? error.storeIsOut : error instanceof ApiProblem && error.body.dependency === 'redis';
