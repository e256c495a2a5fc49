import { createContext, useCallback, useContext, useRef } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import type { Change } from '../../model/device.ts';
import type { DraftDesk } from '../../model/draft-desk.ts';
import type { DraftState } from '../../model/draft-state.ts';
import { useStore } from '../../model/store.ts';

const DeskContext = createContext<DraftDesk | undefined>(undefined);
export const DeskProvider = DeskContext.Provider;

/** The draft that this page edits. */
export function useDesk(): DraftDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('outside of an edit page');
  return desk;
}

export const useDraft = (): DraftState => useStore(useDesk().store);

export type Refusal = { readonly message: string; readonly feasible: { lowest: number; highest: number } | undefined };

/** Makes a change; says why where it cannot be. The function is the same at every rendering. */
export function useEdit(): (change: Change, key?: string) => Refusal | undefined {
  const desk = useRef(useDesk());
  return useCallback((change, key) => {
    try {
      desk.current.edit(change, key);
      return undefined;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const [first] = error.errors;
      return { message: first?.message ?? error.message, feasible: error.extensions.feasible as Refusal['feasible'] };
    }
  }, []);
}
