import type { ListsPatch, Operation } from '../api/types.ts';

/** One change by the person at this screen: lists as they now stand, operations on ids, or both. */
export type Change = {
  readonly lists?: ListsPatch;
  readonly operations?: readonly Operation[];
};

/** A change that the server may not have yet. `editId` lets it be sent twice and count once. */
export type PendingChange = Change & { readonly editId: string; readonly at: string; readonly key: string | undefined };

/** A draft as this device keeps it: what the server last had, and what it has not been told yet. */
export type KeptDraft = {
  readonly id: string;
  readonly user: string;
  /** null: the server has no session for it yet. */
  readonly sessionId: string | null;
  readonly version: number;
  /** The case as the API shows it. */
  readonly body: object;
  readonly locks: readonly string[];
  readonly origin: { readonly case_id: number; readonly version: number } | null;
  readonly pending: readonly PendingChange[];
  readonly title: string;
  readonly keptAt: string;
};

let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('medical-case-generator', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('drafts', { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('This browser keeps nothing on the device.'));
  });
  return opening;
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const store = (await database()).transaction('drafts', mode).objectStore('drafts');
  const request = work(store);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The device could not keep the draft.'));
  });
}

/** Drafts on this device. A browser that forbids it (private windows of some) costs the copy, never the editing. */
export const device = {
  keep: (draft: KeptDraft): Promise<boolean> =>
    run('readwrite', (store) => store.put(draft)).then(
      () => true,
      () => false,
    ),
  find: (id: string): Promise<KeptDraft | undefined> =>
    run('readonly', (store) => store.get(id) as IDBRequest<KeptDraft | undefined>).catch(() => undefined),
  all: (): Promise<KeptDraft[]> => run('readonly', (store) => store.getAll() as IDBRequest<KeptDraft[]>).catch(() => []),
  forget: (id: string): Promise<void> => run('readwrite', (store) => store.delete(id)).catch(() => undefined),
};
