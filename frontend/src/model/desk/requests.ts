import { askJson } from '../../api/client.ts';
import type { DraftBody, EditedBody } from '../../api/types.ts';
import type { PendingChange } from '../device.ts';
import type { DraftState } from '../draft-state.ts';
import { onWire } from './on-wire.ts';

export type EditReply = EditedBody & { readonly merged: boolean };

export const readSession = (sessionId: string): Promise<DraftBody> => askJson<DraftBody>(`/session/${sessionId}`);

/** With the version that the change started from and its mark: a repeat counts once, others' changes are merged. */
export function sendChange({ sessionId, version }: DraftState, change: PendingChange): Promise<EditReply> {
  const { lists = {}, operations = [], editId } = change;
  const body = { session_id: sessionId, base_version: version, edit_id: editId, operations, ...lists };
  return askJson<EditReply>('/edit-case', { method: 'PUT', body });
}

export const newSession = ({ base, baseLocks, origin }: DraftState): Promise<DraftBody> =>
  askJson<DraftBody>('/sessions', { method: 'POST', body: { case: onWire(base), locks: baseLocks, origin } });

export const stepSession = (sessionId: string, direction: 'undo' | 'redo'): Promise<DraftBody> =>
  askJson<DraftBody>(`/session/${sessionId}/${direction}`, {
    method: 'POST',
    body: {},
    headers: { prefer: 'return=representation' },
  });
