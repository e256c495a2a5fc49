import { fromWire } from '../../../shared/cases/from-wire.ts';
import { askJson } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { CaseBody, DraftBody } from '../api/types.ts';
import { applyAll } from './apply-change.ts';
import { broughtBack, writesWereLost } from './desk/words.ts';
import { device, type KeptDraft, type PendingChange } from './device.ts';
import { DraftDesk } from './draft-desk.ts';
import type { DraftState } from './draft-state.ts';

/**
 * The draft that an address names: from the server, with what this device has not sent yet on top; from the device alone
 * where the server has it no more, or cannot be reached.
 */
export async function openDraft(id: string, who: string, onMoved: (id: string) => void): Promise<DraftDesk> {
  const kept = await device.find(id);
  const ours = kept?.user === who ? kept : undefined;
  if (ours?.sessionId === null) return new DraftDesk(fromDevice(ours, who), who, onMoved);
  try {
    const body = await askJson<DraftBody>(`/session/${id}`);
    if (ours && ours.version > body.version)
      return new DraftDesk({ ...fromDevice(ours, who), sessionId: null, note: writesWereLost }, who, onMoved);
    // What the device has not sent was made from the version that it knows: the server merges from there.
    if (ours && ours.pending.length > 0) return new DraftDesk(fromDevice(ours, who), who, onMoved);
    return new DraftDesk(stateFrom(body, [], who), who, onMoved);
  } catch (error) {
    const mayBeKept = error instanceof ApiProblem && (error.status === 404 || error.isPassing);
    if (!ours || !mayBeKept) throw error;
    const gone = error.status === 404;
    const state = fromDevice(ours, who);
    return new DraftDesk(
      {
        ...state,
        ...(gone ? { sessionId: null } : {}),
        save: { kind: 'offline', why: error.message },
        note: gone ? broughtBack : undefined,
      },
      who,
      onMoved,
    );
  }
}

function stateFrom(body: DraftBody, pending: readonly PendingChange[], who: string): DraftState {
  const base = fromWire(body);
  const { content } = applyAll({ record: base, locks: body.locks }, pending, who);
  return {
    id: body.session_id,
    sessionId: body.session_id,
    version: body.version,
    base,
    baseLocks: body.locks,
    origin: body.origin,
    canUndo: body.can_undo,
    canRedo: body.can_redo,
    pending,
    undone: [],
    ...content,
    save: { kind: pending.length > 0 ? 'saving' : 'saved' },
    note: undefined,
  };
}

function fromDevice(kept: KeptDraft, who: string): DraftState {
  const base = fromWire(kept.body);
  const { content, left } = applyAll({ record: base, locks: kept.locks }, kept.pending, who);
  return {
    id: kept.id,
    sessionId: kept.sessionId,
    version: kept.version,
    base,
    baseLocks: kept.locks,
    origin: kept.origin,
    canUndo: kept.version > 1,
    canRedo: false,
    pending: kept.pending.filter((change) => !left.includes(change)),
    undone: [],
    ...content,
    save: { kind: 'saving' },
    note: undefined,
  };
}

/** A draft that the server wrote but could not keep: it lives on this device until the session store is back. */
export async function keepUnsavedDraft({ generation, ...written }: CaseBody, user: string): Promise<string> {
  // How long it took is told once, and is no part of the case.
  const { elapsed_ms: _, ...kept } = generation;
  const body = { ...written, generation: kept };
  const id = `device-${crypto.randomUUID()}`;
  await device.keep({
    id,
    user,
    sessionId: null,
    version: 1,
    body,
    locks: [],
    origin: null,
    pending: [],
    title: body.title,
    keptAt: new Date().toISOString(),
  });
  return id;
}
