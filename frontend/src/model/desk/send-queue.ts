import { ApiProblem, wordsOf } from '../../api/problem.ts';
import { device, type PendingChange } from '../device.ts';
import { whyNotTaken } from './not-taken.ts';
import { newSession, readSession, sendChange } from './requests.ts';
import type { ShownDraft } from './shown-draft.ts';

const retryMs = 2_000;
const longestRetryMs = 15_000;

/** Sends what is pending, in order, and goes on after whatever the server says. */
export class SendQueue {
  readonly #draft: ShownDraft;
  readonly #onMoved: (id: string) => void;
  #timer: number | undefined;
  #sending: Promise<void> | undefined;
  #failures = 0;
  #closed = false;

  constructor(draft: ShownDraft, onMoved: (id: string) => void) {
    this.#draft = draft;
    this.#onMoved = onMoved;
  }

  /** Ends when nothing is on its way; undefined when nothing is. */
  get sending(): Promise<void> | undefined {
    return this.#sending;
  }

  /** The change that the server may have already. */
  get onItsWay(): PendingChange | undefined {
    return this.#sending && this.#draft.state.pending[0];
  }

  sendNow(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  sendIn(ms: number): void {
    if (this.#closed || this.#draft.state.save.kind === 'conflict') return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.sendNow(), ms);
  }

  close(): void {
    this.#closed = true;
    window.clearTimeout(this.#timer);
  }

  async reload(): Promise<void> {
    const { sessionId } = this.#draft.state;
    if (sessionId === null) return;
    try {
      this.#draft.take(await readSession(sessionId));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return this.renewSession();
      this.#draft.set({ save: { kind: 'offline', why: wordsOf(error) } });
      this.sendIn(retryMs);
    }
  }

  /** The session has expired: the draft goes into a new one, from this device. */
  async renewSession(): Promise<void> {
    this.#draft.set({ sessionId: null });
    try {
      await this.#startSession();
      this.sendIn(0);
    } catch (error) {
      await this.#goOnAfter(error);
    }
  }

  async #send(): Promise<void> {
    const draft = this.#draft;
    try {
      if (draft.state.sessionId === null) await this.#startSession();
      for (let next = draft.state.pending[0]; next && !this.#closed; next = draft.state.pending[0]) await this.#sendOne(next);
      this.#failures = 0;
      draft.set({ save: { kind: 'saved' } });
      draft.copy.keepSoon();
    } catch (error) {
      await this.#goOnAfter(error);
    }
  }

  async #sendOne(change: PendingChange): Promise<void> {
    const draft = this.#draft;
    const { sessionId, version } = draft.state;
    draft.set({ save: { kind: 'saving' } });
    const reply = await sendChange(draft.state, change);
    const isOurs = !reply.merged && reply.version <= version + 1 && change.lists?.primary_diagnosis === undefined;
    if (isOurs) return draft.acknowledge(change, reply);
    // Others' changes are in it too, or names that only the server knows. The author goes on typing while it is read.
    const body = await readSession(String(sessionId));
    draft.set({ pending: draft.state.pending.filter((one) => one !== change) });
    draft.take(body);
  }

  async #goOnAfter(error: unknown): Promise<void> {
    if (this.#closed) return;
    if (!(error instanceof ApiProblem)) throw error;
    const draft = this.#draft;
    const why = whyNotTaken(error);
    switch (why.kind) {
      case 'clash':
        return draft.set({ save: { kind: 'conflict', clashes: why.clashes } });
      case 'session-expired':
        return this.renewSession();
      case 'version-forgotten':
        await this.reload();
        return this.sendIn(0);
      case 'change-refused':
        draft.reshow({ pending: draft.state.pending.slice(1) });
        draft.set({ note: `One change could not be saved and was taken back. ${error.message}` });
        return this.sendIn(0);
      case 'not-now':
        draft.set({ save: { kind: 'offline', why: error.message } });
        if (why.triesAgain) this.sendIn(Math.min(longestRetryMs, retryMs * 2 ** this.#failures++));
    }
  }

  async #startSession(): Promise<void> {
    const draft = this.#draft;
    const { id } = draft.state;
    const made = await newSession(draft.state);
    draft.set({ id: made.session_id, sessionId: made.session_id });
    draft.take(made);
    await draft.copy.keep();
    await device.forget(id);
    this.#onMoved(made.session_id);
  }
}
