import type { CaseRecord } from '../../../shared/cases/case.ts';
import { fromWire } from '../../../shared/cases/from-wire.ts';
import { toWire } from '../../../shared/cases/wire.ts';
import { askJson } from '../api/client.ts';
import { ApiProblem, wordsOf } from '../api/problem.ts';
import type { DraftBody, EditedBody } from '../api/types.ts';
import { applyAll, applyChange, type Content } from './apply-change.ts';
import { type Change, device, type KeptDraft, type PendingChange } from './device.ts';
import type { Clash, DraftState } from './draft-state.ts';
import { createStore, type Store } from './store.ts';

type EditReply = EditedBody & { readonly merged: boolean };

const pauseMs = 500;
const keepMs = 50;
const retryMs = 2_000;
const longestRetryMs = 15_000;

/**
 * One draft that is being edited. Every change is shown at once, kept on the device, and sent in order; the server merges
 * it with what others did since. Nothing is dropped without a word: a clash waits for the author's decision.
 */
export class DraftDesk {
  readonly store: Store<DraftState>;
  readonly #who: string;
  /** Called when the draft has got another id: its session had expired, or it had none. */
  readonly onMoved: (id: string) => void;
  #timer: number | undefined;
  #sending: Promise<void> | undefined;
  #failures = 0;
  #closed = false;
  #keeping: number | undefined;

  constructor(state: DraftState, who: string, onMoved: (id: string) => void) {
    this.store = createStore(state);
    this.#who = who;
    this.onMoved = onMoved;
    this.#keep();
    if (state.pending.length > 0 || state.sessionId === null) void this.flush();
  }

  /** Shows a change at once and sends it soon. Throws AppError where the change cannot be. `key` joins typing in one field. */
  edit(change: Change, key?: string): void {
    const state = this.store.get();
    const made: PendingChange = { ...change, editId: crypto.randomUUID(), at: new Date().toISOString(), key };
    const last = state.pending.at(-1);
    const joins = key !== undefined && last?.key === key && !(this.#sending && state.pending.length === 1);
    const pending = joins ? [...state.pending.slice(0, -1), made] : [...state.pending, made];
    const content = joins ? this.#shown(state, pending) : applyChange(state, made, this.#who);
    this.#set({ ...content, pending, undone: [], save: state.save.kind === 'saved' ? { kind: 'saving' } : state.save });
    this.#keep();
    this.#later(pauseMs);
  }

  async undo(): Promise<void> {
    await this.#sending;
    const { pending, undone } = this.store.get();
    const last = pending.at(-1);
    if (!last) return this.#step('undo');
    this.#reshow({ pending: pending.slice(0, -1), undone: [last, ...undone] });
  }

  async redo(): Promise<void> {
    await this.#sending;
    const { pending, undone } = this.store.get();
    const [next, ...rest] = undone;
    if (!next) return this.#step('redo');
    this.#reshow({ pending: [...pending, { ...next, editId: crypto.randomUUID() }], undone: rest });
    this.#later(0);
  }

  /** Sends what is pending, now. */
  flush(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** The author has seen both sides of a clash. */
  async resolve(keep: 'mine' | 'theirs'): Promise<void> {
    const { pending } = this.store.get();
    if (keep === 'theirs') this.#set({ pending: pending.slice(1) });
    this.#set({ save: { kind: 'saving' } });
    await this.reload();
    await this.flush();
  }

  /** What the server has now, with what is pending on top. */
  async reload(): Promise<void> {
    const { sessionId } = this.store.get();
    if (sessionId === null) return;
    try {
      this.#take(await askJson<DraftBody>(`/session/${sessionId}`));
    } catch (error) {
      this.#set({ save: { kind: 'offline', why: wordsOf(error) } });
      this.#later(retryMs);
    }
  }

  dismissNote(): void {
    this.#set({ note: undefined });
  }

  close(): void {
    this.#closed = true;
    window.clearTimeout(this.#timer);
  }

  /** The draft has become a case: nothing of it stays on the device. */
  async forget(): Promise<void> {
    this.close();
    await device.forget(this.store.get().id);
  }

  /** Takes over a draft as the server shows it, after work there (regeneration). */
  adopt(body: DraftBody): void {
    this.#take(body);
  }

  /** The session has expired while nothing was to be sent: the draft goes into a new one, before work on the server. */
  renew(): Promise<void> {
    return this.#replaceSession();
  }

  async #step(direction: 'undo' | 'redo'): Promise<void> {
    const { sessionId } = this.store.get();
    if (sessionId === null) return;
    const headers = { prefer: 'return=representation' };
    try {
      this.#take(await askJson<DraftBody>(`/session/${sessionId}/${direction}`, { method: 'POST', body: {}, headers }));
    } catch (error) {
      this.#set({ note: wordsOf(error) });
    }
  }

  async #send(): Promise<void> {
    try {
      if (this.store.get().sessionId === null) await this.#startSession();
      for (let next = this.store.get().pending[0]; next && !this.#closed; next = this.store.get().pending[0])
        await this.#sendOne(next);
      this.#failures = 0;
      this.#set({ save: { kind: 'saved' } });
      this.#keep();
    } catch (error) {
      await this.#sendFailed(error);
    }
  }

  async #sendOne(change: PendingChange): Promise<void> {
    const { sessionId, version } = this.store.get();
    this.#set({ save: { kind: 'saving' } });
    const { lists = {}, operations = [], editId } = change;
    const body = { session_id: sessionId, base_version: version, edit_id: editId, operations, ...lists };
    const reply = await askJson<EditReply>('/edit-case', { method: 'PUT', body });
    const state = this.store.get();
    const isOurs = !reply.merged && reply.version <= version + 1 && lists.primary_diagnosis === undefined;
    if (!isOurs) {
      // Others' changes are in it too, or names that only the server knows.
      const body = await askJson<DraftBody>(`/session/${sessionId}`);
      this.#set({ pending: state.pending.filter((one) => one !== change) });
      return this.#take(body);
    }
    const { record: base, locks: baseLocks } = applyChange({ record: state.base, locks: state.baseLocks }, change, this.#who);
    const pending = state.pending.filter((one) => one !== change);
    this.#set({ base, baseLocks, pending, version: reply.version, canUndo: reply.can_undo, canRedo: reply.can_redo });
  }

  async #sendFailed(error: unknown): Promise<void> {
    if (this.#closed) return;
    if (!(error instanceof ApiProblem)) throw error;
    const { status, body } = error;
    const clashes = body.clashes as Clash[] | undefined;
    if (status === 409 && clashes) return this.#set({ save: { kind: 'conflict', clashes } });
    if (status === 404) return this.#replaceSession();
    if (status === 409 && error.retryAfterSeconds === undefined) {
      // The version that we started from is not kept any more: start again from the present one.
      await this.reload();
      return this.#later(0);
    }
    if (status === 422) {
      const { pending } = this.store.get();
      this.#reshow({ pending: pending.slice(1) });
      this.#set({ note: `One change could not be saved and was taken back. ${error.message}` });
      return this.#later(0);
    }
    this.#set({ save: { kind: 'offline', why: error.message } });
    if (status !== 401) this.#later(Math.min(longestRetryMs, retryMs * 2 ** this.#failures++));
  }

  /** The session has expired: the draft goes into a new one, from this device. */
  async #replaceSession(): Promise<void> {
    this.#set({ sessionId: null });
    try {
      await this.#startSession();
      this.#later(0);
    } catch (error) {
      await this.#sendFailed(error);
    }
  }

  async #startSession(): Promise<void> {
    const { base, baseLocks, origin, id } = this.store.get();
    const body = { case: onWire(base), locks: baseLocks, origin };
    const made = await askJson<DraftBody>('/sessions', { method: 'POST', body });
    this.#set({ id: made.session_id, sessionId: made.session_id });
    this.#take(made);
    await device.keep(keptFrom(this.store.get(), this.#who));
    await device.forget(id);
    this.onMoved(made.session_id);
  }

  #take(body: DraftBody): void {
    const base = fromWire(body);
    const state = this.store.get();
    const start = { record: base, locks: body.locks };
    const { content, left } = applyAll(start, state.pending, this.#who);
    this.#set({
      ...content,
      base,
      baseLocks: body.locks,
      origin: body.origin,
      version: body.version,
      canUndo: body.can_undo,
      canRedo: body.can_redo,
      pending: state.pending.filter((change) => !left.includes(change)),
      ...(left.length > 0 ? { note: 'A change of yours does not fit what others did meanwhile, and was taken back.' } : {}),
    });
    this.#keep();
  }

  #reshow(next: Pick<DraftState, 'pending'> & Partial<DraftState>): void {
    this.#set({ ...next, ...this.#shown(this.store.get(), next.pending) });
    this.#keep();
  }

  #shown({ base, baseLocks }: DraftState, pending: readonly PendingChange[]): Content {
    return pending.reduce((content: Content, change) => applyChange(content, change, this.#who), {
      record: base,
      locks: baseLocks,
    });
  }

  #set(next: Partial<DraftState>): void {
    this.store.set((state) => ({ ...state, ...next }));
  }

  #later(ms: number): void {
    if (this.#closed || this.store.get().save.kind === 'conflict') return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.flush(), ms);
  }

  /** Soon, and once for a burst of changes: the screen comes first. */
  #keep(): void {
    this.#keeping ??= window.setTimeout(() => {
      this.#keeping = undefined;
      if (!this.#closed) void device.keep(keptFrom(this.store.get(), this.#who));
    }, keepMs);
  }
}

/** A base changes only when the server has taken something: what it looks like on the wire is worked out once. */
const wireOf = new WeakMap<CaseRecord, object>();
function onWire(record: CaseRecord): object {
  const known = wireOf.get(record) ?? toWire(record);
  wireOf.set(record, known);
  return known;
}

const keptFrom = (state: DraftState, user: string): KeptDraft => ({
  id: state.id,
  user,
  sessionId: state.sessionId,
  version: state.version,
  body: onWire(state.base),
  locks: state.baseLocks,
  origin: state.origin,
  pending: state.pending,
  title: state.record.title,
  keptAt: new Date().toISOString(),
});
