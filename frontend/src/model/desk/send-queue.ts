import { ApiProblem, wordsOf } from '../../api/problem.ts';
import { device, type PendingChange } from '../device.ts';
import { isRefusal, whyNotTaken } from './not-taken.ts';
import { newSession, readSession, sendChange } from './requests.ts';
import type { ShownDraft } from './shown-draft.ts';
import { waitAfter } from './wait-after.ts';
import { expired, writesWereLost } from './words.ts';

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
  /** The server may have something else than is shown: it is read before more is sent. */
  #isStale = false;
  #othersWrote = 0;

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

  /** How often the draft was read with what somebody else had written. */
  get othersWrote(): number {
    return this.#othersWrote;
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

  /** Reads the draft anew; ends when that is done, or has failed and is tried again later. */
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
        // One that may have landed goes first: only its repeat tells whether what is read has it already.
        else if (next && next === this.#onItsWay) await this.#sendOne(next);
        else if (this.#isStale) await this.#read();
        else if (next) await this.#sendOne(next);
        else break;
      }
      this.#failures = 0;
      draft.set({ save: { kind: 'saved' } });
      draft.copy.keepSoon();
    } catch (error) {
      this.#goOnAfter(error);
    }
  }

  async #read(): Promise<void> {
    const draft = this.#draft;
    const { sessionId, version } = draft.state;
    this.#isStale = false;
    try {
      const body = await readSession(String(sessionId));
      if (body.version < version) return draft.set({ sessionId: null, note: writesWereLost });
      if (body.version > version) this.#othersWrote++;
      draft.take(body);
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  async #sendOne(change: PendingChange): Promise<void> {
    const draft = this.#draft;
    const { sessionId, version } = draft.state;
    draft.set({ save: { kind: 'saving' } });
    const isRepeat = this.#onItsWay === change;
    this.#onItsWay = change;
    const reply = await sendChange(draft.state, change).catch((error: unknown) => {
      if (isRefusal(error)) this.#onItsWay = undefined;
      throw error;
    });
    const isByOthers = reply.merged || reply.version > version + 1;
    if (!isByOthers && !isRepeat && change.lists?.primary_diagnosis === undefined) draft.acknowledge(change, reply);
    else {
      // Others' changes are in it too, or names that only the server knows. The author goes on typing while it is read.
      const body = await readSession(String(sessionId));
      if (isByOthers) this.#othersWrote++;
      draft.set({ pending: draft.state.pending.filter((one) => one !== change) });
      draft.take(body);
    }
    this.#onItsWay = undefined;
  }

  #goOnAfter(error: unknown): void {
    if (this.#closed) return;
    const draft = this.#draft;
    if (!(error instanceof ApiProblem)) {
      // A fault of the page's own: what was typed is kept, and tried again, and the fault is not hidden.
      draft.set({ save: { kind: 'offline', why: wordsOf(error) } });
      this.#tryAgain();
      throw error;
    }
    const why = whyNotTaken(error);
    switch (why.kind) {
      case 'clash':
        draft.set({ save: { kind: 'conflict', clashes: why.clashes } });
        break;
      case 'session-expired':
        this.#isStale = false;
        // With nothing to send it is left: it may have become a case, and to finalize it again must find that.
        if (draft.state.pending.length === 0) draft.set({ save: { kind: 'offline', why: expired } });
        else {
          draft.set({ sessionId: null });
          this.sendIn(0);
        }
        break;
      case 'version-forgotten':
        this.#isStale = true;
        this.#tryAgain(0);
        break;
      case 'change-refused': {
        const left = draft.reshow({ pending: draft.state.pending.slice(1) });
        const more = left > 0 ? ' So was what stood on it.' : '';
        draft.set({ note: `One change could not be saved and was taken back.${more} ${error.message}` });
        this.sendIn(0);
        break;
      }
      case 'not-now':
        draft.set({ save: { kind: 'offline', why: error.message, storeIsOut: error.body.dependency === 'redis' } });
        if (why.triesAgain) this.#tryAgain();
    }
  }

  /** `first`: ms before the first try. */
  #tryAgain(first?: number): void {
    this.sendIn(waitAfter(this.#failures++, first));
  }

  async #startSession(): Promise<void> {
    const draft = this.#draft;
    const { id } = draft.state;
    const made = await newSession(draft.state);
    draft.set({ id: made.session_id, sessionId: made.session_id, version: made.version });
    this.#isStale = false;
    this.#onItsWay = undefined;
    draft.take(made);
    await draft.copy.keep();
    await device.forget(id);
    this.#onMoved(made.session_id);
  }
}
