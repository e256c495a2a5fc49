import { ApiProblem } from '../../api/problem.ts';
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
  #last: Promise<unknown> = Promise.resolve();
  #onItsWay: PendingChange | undefined;
  #failures = 0;
  #closed = false;
  /** The server may have something else than is shown: it is read before anything is sent. */
  #isStale = false;

  constructor(draft: ShownDraft, onMoved: (id: string) => void) {
    this.#draft = draft;
    this.#onMoved = onMoved;
  }

  /** Ends when nothing is on its way; undefined when nothing is. */
  get sending(): Promise<void> | undefined {
    return this.#sending;
  }

  /** The change that the server may have already: it is being sent, or no answer came back. */
  get onItsWay(): PendingChange | undefined {
    return this.#onItsWay;
  }

  sendNow(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#sending ??= this.inTurn(() => this.#send()).finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** One thing at a time is asked of the session: an answer that overtakes another would undo what the other said. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
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

  /** Reads the draft anew, before anything else is sent; ends when that is done, or has failed and is tried again later. */
  reload(): Promise<void> {
    this.#isStale = true;
    return this.sendNow();
  }

  /** The session has expired: the draft goes into a new one, from this device. */
  async renewSession(): Promise<void> {
    const { sessionId } = this.#draft.state;
    await this.#sending;
    if (this.#draft.state.sessionId !== sessionId) return; // what was on its way has found out
    this.#draft.set({ sessionId: null });
    return this.sendNow();
  }

  async #send(): Promise<void> {
    const draft = this.#draft;
    try {
      while (!this.#closed) {
        const [next] = draft.state.pending;
        if (draft.state.sessionId === null) await this.#startSession();
        else if (this.#isStale) await this.#read();
        else if (next) await this.#sendOne(next);
        else break;
      }
      this.#failures = 0;
      draft.set({ save: { kind: 'saved' } });
      draft.copy.keepSoon();
    } catch (error) {
      await this.#goOnAfter(error);
    }
  }

  async #read(): Promise<void> {
    this.#isStale = false;
    const { sessionId } = this.#draft.state;
    try {
      this.#draft.take(await readSession(String(sessionId)));
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  async #sendOne(change: PendingChange): Promise<void> {
    const draft = this.#draft;
    const { sessionId, version } = draft.state;
    draft.set({ save: { kind: 'saving' } });
    this.#onItsWay = change;
    const reply = await sendChange(draft.state, change).catch((error: unknown) => {
      if (isRefusal(error)) this.#onItsWay = undefined;
      throw error;
    });
    const isNext = reply.version <= version + 1 && draft.state.version === version;
    if (!reply.merged && isNext && change.lists?.primary_diagnosis === undefined) draft.acknowledge(change, reply);
    else {
      // Others' changes are in it too, or names that only the server knows. The author goes on typing while it is read.
      const body = await readSession(String(sessionId));
      draft.set({ pending: draft.state.pending.filter((one) => one !== change) });
      draft.take(body);
    }
    this.#onItsWay = undefined;
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
        draft.set({ sessionId: null });
        return this.sendIn(0);
      case 'version-forgotten':
        this.#isStale = true;
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
    draft.set({ id: made.session_id, sessionId: made.session_id, version: made.version });
    this.#isStale = false;
    draft.take(made);
    await draft.copy.keep();
    await device.forget(id);
    this.#onMoved(made.session_id);
  }
}

/** The change is certainly not there: any other failure may have come after it was written. */
const isRefusal = (error: unknown): boolean => error instanceof ApiProblem && error.status >= 400 && error.status < 500;
