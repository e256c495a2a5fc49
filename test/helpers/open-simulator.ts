import { type Simulator, startSimulator } from '../simulator/simulator.ts';

/** What a test asks a language model for. */
export const wanted = {
  description: '58-year-old man, crushing chest pain',
  primary_diagnosis: 'inferior STEMI',
  model: 'gpt-4o-mini',
};

/** The one of a test file. */
export let simulator: Simulator;

/** For `beforeAll` and `afterAll`. */
export const openSimulator = async (): Promise<void> => {
  simulator = await startSimulator();
};
export const closeSimulator = (): Promise<void> => simulator.close();
