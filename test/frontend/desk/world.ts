import { vi } from 'vitest';
import { signInStore } from '../../../frontend/src/api/sign-in.ts';
import { DraftDesk } from '../../../frontend/src/model/draft-desk.ts';
import { editCasePut } from '../../../functions/edit-case-put.ts';
import { sessionGet } from '../../../functions/session-get.ts';
import { sessionRedoPost } from '../../../functions/session-redo-post.ts';
import { sessionUndoPost } from '../../../functions/session-undo-post.ts';
import { sessionsPost } from '../../../functions/sessions-post.ts';
import type { Deps } from '../../../shared/deps.ts';
import { keepDraft } from '../../helpers/draft.ts';
import { fakeDeps } from '../../helpers/fake-deps.ts';
import { caseRecord } from '../../helpers/record.ts';
import { context, request } from '../../helpers/requests.ts';

/** What becomes of one request of the page. */
export type Fate = 'answered' | 'never-arrives' | 'answer-is-lost' | 'busy' | 'store-is-out';
const firstId = 'draft-1';

/** A desk of the page over the real handlers, in a time of our own, with a network between them that we are the weather of. */
export class World {
  readonly deps: Deps = fakeDeps();
  readonly #fateOf: () => Fate;
  readonly #delay: () => number;
  #atWork = 0;
  desk: DraftDesk | undefined;

  /** `delay`: of a reply, in ms. */
  constructor(fateOf: () => Fate, delay: () => number) {
    this.#fateOf = fateOf;
    this.#delay = delay;
    vi.stubGlobal('window', globalThis);
    vi.stubGlobal('indexedDB', { open: () => answered({ createObjectStore() {}, transaction }) });
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => this.#fetch(url, init));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    signInStore.set({ signedIn: { user: 'educator', header: 'Basic x' }, reason: undefined });
  }

  async open(): Promise<DraftDesk> {
    const record = caseRecord();
    await keepDraft(this.deps.sessions, firstId, record);
    const nothing = { pending: [], undone: [], canUndo: false, canRedo: false, note: undefined, origin: null };
    const base = { id: firstId, sessionId: firstId, version: 1, base: record, baseLocks: [], record, locks: [] };
    this.desk = new DraftDesk({ ...base, ...nothing, save: { kind: 'saved' } }, 'educator', () => {});
    return this.desk;
  }

  close(): void {
    this.desk?.close();
    this.desk = undefined;
    vi.useRealTimers();
    vi.unstubAllGlobals();
  }

  get sessionId(): string | null {
    return this.desk?.store.get().sessionId ?? null;
  }

  /** Somebody else writes to the session that the desk has now. */
  async othersWrite(lists: object): Promise<void> {
    if (this.sessionId) await this.#serve('PUT', '/edit-case', JSON.stringify({ session_id: this.sessionId, ...lists }));
  }

  async expire(): Promise<void> {
    const version = this.sessionId && (await this.deps.sessions.version(this.sessionId));
    if (this.sessionId && version) await this.deps.sessions.remove(this.sessionId, version);
  }

  async pass(ms: number): Promise<void> {
    const step = 20;
    for (let passed = 0; passed < ms; passed += step) {
      await vi.advanceTimersByTimeAsync(step);
      do await new Promise(setImmediate);
      while (this.#atWork > 0);
    }
  }

  async #fetch(url: string, { method = 'GET', body }: RequestInit = {}): Promise<Response> {
    if (url === 'config.json') return Response.json({ apiUrl: '' });
    const fate = this.#fateOf();
    const reply = fate === 'answered' || fate === 'answer-is-lost' ? this.#serve(method, url, body as string) : undefined;
    await new Promise((resolve) => setTimeout(resolve, this.#delay()));
    await reply;
    if (fate === 'busy') return problem(429);
    if (fate === 'store-is-out') return problem(503);
    if (fate !== 'answered' || !reply) throw new TypeError('no network');
    return reply;
  }

  async #serve(method: string, path: string, body?: string): Promise<Response> {
    this.#atWork++;
    try {
      const [, session, step] = /^\/session\/([^/]+)(?:\/(undo|redo))?$/.exec(path) ?? [];
      const ofSession = step === 'undo' ? sessionUndoPost : step === 'redo' ? sessionRedoPost : sessionGet;
      const handler = path === '/edit-case' ? editCasePut : path === '/sessions' ? sessionsPost : ofSession;
      const asked = request(path, {
        method: method as 'GET' | 'POST' | 'PUT',
        headers: { 'content-type': 'application/json', prefer: 'return=representation' },
        ...(body ? { body } : {}),
        ...(session ? { params: { session_id: session } } : {}),
      });
      const reply = await handler(asked, context(), this.deps);
      return new Response(reply.body as string, {
        status: reply.status ?? 200,
        headers: reply.headers as Record<string, string>,
      });
    } finally {
      this.#atWork--;
    }
  }
}

const problem = (status: number): Response =>
  Response.json(
    { title: 'x', status, code: 'x', detail: `made to answer ${status}` },
    { status, headers: { 'retry-after': '1' } },
  );

/** A device that takes everything. */
function answered(result: unknown) {
  const asked = { result, onsuccess: undefined as (() => void) | undefined };
  queueMicrotask(() => asked.onsuccess?.());
  return asked;
}
const transaction = () => ({ objectStore: () => ({ put: () => answered(1), delete: () => answered(undefined) }) });
