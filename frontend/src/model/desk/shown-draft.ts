import { fromWire } from '../../../../shared/cases/from-wire.ts';
import type { DraftBody } from '../../api/types.ts';
import { applyAll, applyChange, type Content } from '../apply-change.ts';
import type { Change, PendingChange } from '../device.ts';
import type { DraftState } from '../draft-state.ts';
import { createStore, type Store } from '../store.ts';
import { DeviceCopy } from './device-copy.ts';
import type { EditReply } from './requests.ts';

/** A draft as the screen shows it: what the server last had, with everything pending on top. The device keeps a copy. */
export class ShownDraft {
  readonly store: Store<DraftState>;
  readonly copy: DeviceCopy;
  readonly #who: string;

  constructor(state: DraftState, who: string) {
    this.store = createStore(state);
    this.#who = who;
    this.copy = new DeviceCopy(this.store.get, who);
    this.copy.keepSoon();
  }

  get state(): DraftState {
    return this.store.get();
  }

  set(next: Partial<DraftState>): void {
    this.store.set((state) => ({ ...state, ...next }));
  }

  /** Throws AppError where the change cannot be. With the same key it takes the place of the last one, unless that is `onItsWay`. */
  edit(change: Change, key: string | undefined, onItsWay: PendingChange | undefined): void {
    const { state } = this;
    const made: PendingChange = { ...change, editId: crypto.randomUUID(), at: new Date().toISOString(), key };
    const last = state.pending.at(-1);
    const joins = key !== undefined && last?.key === key && last !== onItsWay;
    const pending = joins ? [...state.pending.slice(0, -1), made] : [...state.pending, made];
    const content = joins ? this.#contentOf(state, pending) : applyChange(state, made, this.#who);
    this.set({ ...content, pending, undone: [], save: state.save.kind === 'saved' ? { kind: 'saving' } : state.save });
    this.copy.keepSoon();
  }

  /** Other changes are pending from now on. Those that do not fit any more are left out: how many is the answer. */
  reshow(next: Pick<DraftState, 'pending'> & Partial<DraftState>): number {
    const { base, baseLocks } = this.state;
    const { content, left } = applyAll({ record: base, locks: baseLocks }, next.pending, this.#who);
    this.set({ ...next, ...content, pending: next.pending.filter((change) => !left.includes(change)) });
    this.copy.keepSoon();
    return left.length;
  }

  /**
   * What the server shows becomes what pending changes stand on; those that do not fit any more are taken back. An answer
   * that was overtaken by a later one is not taken: false.
   */
  take(body: DraftBody): boolean {
    const { pending, sessionId, version } = this.state;
    if (body.session_id === sessionId && body.version < version) return false;
    const base = fromWire(body);
    const { content, left } = applyAll({ record: base, locks: body.locks }, pending, this.#who);
    this.set({
      ...content,
      base,
      baseLocks: body.locks,
      origin: body.origin,
      version: body.version,
      canUndo: body.can_undo,
      canRedo: body.can_redo,
      pending: pending.filter((change) => !left.includes(change)),
      ...(left.length > 0 ? { note: 'A change of yours does not fit what others did meanwhile, and was taken back.' } : {}),
    });
    this.copy.keepSoon();
    return true;
  }

  /** The server has taken this change, and nothing else has happened there. */
  acknowledge(change: PendingChange, reply: EditReply): void {
    const { state } = this;
    const { record: base, locks: baseLocks } = applyChange({ record: state.base, locks: state.baseLocks }, change, this.#who);
    const pending = state.pending.filter((one) => one !== change);
    this.set({ base, baseLocks, pending, version: reply.version, canUndo: reply.can_undo, canRedo: reply.can_redo });
  }

  #contentOf({ base, baseLocks }: DraftState, pending: readonly PendingChange[]): Content {
    return pending.reduce((content: Content, change) => applyChange(content, change, this.#who), {
      record: base,
      locks: baseLocks,
    });
  }
}
