import type { TierLevel } from '../../../shared/cases/framework.ts';
import type { DraftDesk } from './draft-desk.ts';
import { type MatrixFile, readMatrixFile } from './matrix-file.ts';
import { type MatrixTaken, sendMatrix } from './send-matrix.ts';
import { createStore, type Store } from './store.ts';

export type MatrixImport = {
  /** The tier that the page showed: what a file is taken for whose name does not tell. */
  readonly lookedAt: TierLevel;
  readonly tier: TierLevel;
  readonly file: MatrixFile | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly taken: MatrixTaken | undefined;
};

/** The import that is open for a draft, if any. Two tabs of the editor open it, and the dialog stands beside them. */
const stores = new WeakMap<DraftDesk, Store<MatrixImport | undefined>>();

export function matrixImport(desk: DraftDesk) {
  const store = stores.get(desk) ?? createStore<MatrixImport | undefined>(undefined);
  stores.set(desk, store);
  const set = (next: Partial<MatrixImport>) => store.set((now) => now && { ...now, ...next });
  return {
    store,
    open: (tier: TierLevel) =>
      store.set({ lookedAt: tier, tier, file: undefined, busy: false, error: undefined, taken: undefined }),
    close: () => store.set(undefined),
    setTier: (tier: TierLevel) => set({ tier, error: undefined }),

    async choose(chosen: File): Promise<void> {
      set({ file: undefined, error: undefined, taken: undefined });
      try {
        const file = await readMatrixFile(chosen);
        store.set((now) => now && { ...now, file, tier: file.tier ?? now.lookedAt });
      } catch (error) {
        set({ error });
      }
    },

    async send(): Promise<void> {
      const now = store.get();
      if (!now?.file || now.busy) return;
      set({ busy: true, error: undefined });
      try {
        set({ taken: await sendMatrix(desk, now.file.text, now.tier), file: undefined, busy: false });
      } catch (error) {
        set({ error, busy: false });
      }
    },
  };
}
