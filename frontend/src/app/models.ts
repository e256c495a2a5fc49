import { askJson } from '../api/client.ts';
import type { ModelState } from '../api/types.ts';
import { createStore } from '../model/store.ts';

/** What can write cases, and which one is chosen. */
export type Models = {
  readonly list: readonly ModelState[];
  readonly chosen: string | undefined;
  readonly temperature: number | undefined;
};

export const modelsStore = createStore<Models>({ list: [], chosen: undefined, temperature: undefined });

/** The list is small and may change with the server's settings: it is asked for at each sign-in. */
export async function loadModels(): Promise<void> {
  const list = await askJson<ModelState[]>('/models').catch((): ModelState[] => []);
  modelsStore.set(({ chosen, temperature }) => {
    const still = list.some(({ id, available }) => id === chosen && available);
    return { list, temperature, chosen: still ? chosen : list.find(({ available }) => available)?.id };
  });
}

export const chosenModel = ({ list, chosen }: Models): ModelState | undefined => list.find(({ id }) => id === chosen);
