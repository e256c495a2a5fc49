import { ApiProblem, wordsOf } from '../api/problem.ts';
import type { DraftBody } from '../api/types.ts';
import { stepSession } from './desk/requests.ts';
import { SendQueue } from './desk/send-queue.ts';
import { ShownDraft } from './desk/shown-draft.ts';
import { type Change, device } from './device.ts';
import type { DraftState } from './draft-state.ts';
import type { Store } from './store.ts';

const pauseMs = 500;

/**
 * One draft that is being edited. Every change is shown at once, kept on the device, and sent in order; the server merges
 * it with what others did since. Nothing is dropped without a word: a clash waits for the author's decision.
 */
export class DraftDesk {
  readonly #draft: ShownDraft;
  readonly #queue: SendQueue;

  /** `onMoved`: the draft has got another id, for its session had expired, or it had none. */
  constructor(state: DraftState, who: string, onMoved: (id: string) => void) {
    this.#draft = new ShownDraft(state, who);
    this.#queue = new SendQueue(this.#draft, onMoved);
    if (state.pending.length > 0 || state.sessionId === null) void this.flush();
  }

  get store(): Store<DraftState> {
    return this.#draft.store;
  }

  /** Shows a change at once and sends it soon. Throws AppError where the change cannot be. `key` joins typing in one field. */
  edit(change: Change, key?: string): void {
    this.#draft.edit(change, key, this.#queue.onItsWay);
    this.#queue.sendIn(pauseMs);
  }

  async undo(): Promise<void> {
    await this.#queue.sending;
    const waiting = this.#draft.state.pending.at(-1);
    // The server may have it: then it is undone there, and not forgotten here.
    if (waiting && waiting === this.#queue.onItsWay) await this.flush();
    const { pending, undone } = this.#draft.state;
    const last = pending.at(-1);
    if (!last) return this.#step('undo');
    if (last === this.#queue.onItsWay) return this.tell('The last change can be undone once the server has answered for it.');
    this.#draft.reshow({ pending: pending.slice(0, -1), undone: [last, ...undone] });
  }

  async redo(): Promise<void> {
    await this.#queue.sending;
    const { pending, undone } = this.#draft.state;
    const [next, ...rest] = undone;
    if (!next) return this.#step('redo');
    this.#draft.reshow({ pending: [...pending, { ...next, editId: crypto.randomUUID() }], undone: rest });
    this.#queue.sendIn(0);
  }

  /** Sends what is pending, now. */
  flush(): Promise<void> {
    return this.#queue.sendNow();
  }

  /** The author has seen both sides of a clash. */
  async resolve(keep: 'mine' | 'theirs'): Promise<void> {
    const { pending } = this.#draft.state;
    if (keep === 'theirs') this.#draft.set({ pending: pending.slice(1) });
    this.#draft.set({ save: { kind: 'saving' } });
    await this.reload();
    await this.flush();
  }

  /** What the server has now, with what is pending on top. */
  reload(): Promise<void> {
    return this.#queue.reload();
  }

  /** Takes over a draft as the server shows it, after work there (regeneration). What was undone before it is not redone on top. */
  adopt(body: DraftBody): void {
    this.#draft.set({ undone: [] });
    if (!this.#draft.take(body)) void this.reload();
  }

  /** The session has expired while nothing was to be sent: the draft goes into a new one, before work on the server. */
  renew(): Promise<void> {
    return this.#queue.renewSession();
  }

  /** How often the draft was read with what somebody else had written. */
  get othersWrote(): number {
    return this.#queue.othersWrote;
  }

  /** Work on the server that nothing of this draft is sent beside. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.inTurn(work);
  }

  /** The draft has become a case, without what was typed meanwhile: that goes on, in a session of its own, from the case. */
  continueFrom(origin: { readonly case_id: number; readonly version: number }): void {
    this.#draft.set({ origin, sessionId: null });
    void this.flush();
  }

  /** Something that the author should know, until it is dismissed. */
  tell(note: string): void {
    this.#draft.set({ note });
  }

  dismissNote(): void {
    this.#draft.set({ note: undefined });
  }

  close(): void {
    this.#queue.close();
    this.#draft.copy.close();
  }

  /** The draft has become a case: nothing of it stays on the device. */
  async forget(): Promise<void> {
    this.close();
    await device.forget(this.#draft.state.id);
  }

  async #step(direction: 'undo' | 'redo'): Promise<void> {
    try {
      await this.#queue.inTurn(async () => {
        const { sessionId } = this.#draft.state;
        if (sessionId !== null) this.#draft.take(await stepSession(sessionId, direction));
      });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) {
        await this.renew();
        return this.tell(`The edit session had expired, and its history with it: there is nothing to ${direction} any more.`);
      }
      this.tell(wordsOf(error));
      // It may have been done all the same: what is shown is what the server has.
      await this.reload();
    }
  }
}
