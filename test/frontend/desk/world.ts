import { vi } from 'vitest';
import { signInStore } from '../../../frontend/src/api/sign-in.ts';
import { DraftDesk } from '../../../frontend/src/model/draft-desk.ts';
import { editCasePut } from '../../../functions/edit-case-put.ts';
import { finalizeCasePost } from '../../../functions/finalize-case-post.ts';
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
export type Fate = 'answered' | 'never-arrives' | 'answer-is-lost' | 'answer-breaks-off' | 'busy' | 'store-is-out' | 'refused';
const firstId = 'draft-1';
const handlers: Readonly<Record<string, typeof editCasePut>> = {
  '/edit-case': editCasePut,
  '/sessions': sessionsPost,
  '/finalize-case': finalizeCasePost,
};

/** A desk of the page over the real handlers, in a time of our own, with a network between them that we are the weather of. */
export class World {
  readonly deps: Deps = fakeDeps();
  readonly #fateOf: (method: string, url: string) => Fate;
  readonly #delay: () => number;
  #atWork = 0;
  desk: DraftDesk | undefined;
  readonly asked: string[] = [];

  /** `delay`: of a reply, in ms. */
  constructor(fateOf: (method: string, url: string) => Fate, delay: () => number = () => 100) {
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

  /** What is awaited ends only as time goes on. */
  async until<T>(work: Promise<T>, ms = 20_000): Promise<T> {
    work.catch(() => undefined);
    await this.pass(ms);
    return work;
  }

  async pass(ms: number): Promise<void> {
    const step = 20;
    for (let passed = 0; passed < ms; passed += step) {
      await vi.advanceTimersByTimeAsync(step);
      do await new Promise(setImmediate);
      while (this.#atWork > 0);
    }
  }

  async #fetch(url: string, { method = 'GET', body, headers }: RequestInit = {}): Promise<Response> {
    if (url === 'config.json') return Response.json({ apiUrl: '' });
    this.asked.push(`${method} ${url}`);
    const fate = this.#fateOf(method, url);
    const reply =
      fate === 'answered' || fate.startsWith('answer-')
        ? this.#serve(method, url, body as string, ifMatchOf(headers))
        : undefined;
    await new Promise((resolve) => setTimeout(resolve, this.#delay()));
    await reply;
    if (fate === 'busy') return problem(429);
    if (fate === 'store-is-out') return problem(503, { dependency: 'redis' });
    if (fate === 'refused') return problem(422);
    if (fate === 'answer-breaks-off') return new Response('{"session_id": "dra');
    if (fate !== 'answered' || !reply) throw new TypeError('no network');
    return reply;
  }

  async #serve(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> {
    this.#atWork++;
    try {
      const [, session, step] = /^\/session\/([^/]+)(?:\/(undo|redo))?$/.exec(path) ?? [];
      const ofSession = step === 'undo' ? sessionUndoPost : step === 'redo' ? sessionRedoPost : sessionGet;
      const handler = handlers[path] ?? ofSession;
      const asked = request(path, {
        method: method as 'GET' | 'POST' | 'PUT',
        headers: { 'content-type': 'application/json', prefer: 'return=representation', ...headers },
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

const ifMatchOf = (headers: HeadersInit | undefined): Record<string, string> => {
  const wanted = new Headers(headers).get('if-match');
  return wanted ? { 'if-match': wanted } : {};
};

const problem = (status: number, more: object = {}): Response =>
  Response.json(
    { title: 'x', status, code: 'x', detail: `made to answer ${status}`, ...more },
    { status, headers: { 'retry-after': '1' } },
  );

/** A device that takes everything. */
function answered(result: unknown) {
  const asked = { result, onsuccess: undefined as (() => void) | undefined };
  queueMicrotask(() => asked.onsuccess?.());
  return asked;
}
const transaction = () => ({ objectStore: () => ({ put: () => answered(1), delete: () => answered(undefined) }) });
