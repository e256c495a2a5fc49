import { previewCasePost } from '../../../functions/preview-case-post.ts';
import type { Deps } from '../../../shared/deps.ts';
import { depsWithModel } from '../../helpers/deps-with-model.ts';
import { context, post } from '../../helpers/requests.ts';
import { clinicalAnswers } from '../../simulator/clinical-answers.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';

export const wanted = {
  description: '58-year-old man, crushing chest pain',
  primary_diagnosis: 'inferior STEMI',
  model: 'gpt-4o-mini',
};
export let simulator: Simulator;
export let deps: Deps;

/** For `beforeAll` and `afterAll`. */
export const openSimulator = async (): Promise<void> => {
  simulator = await startSimulator();
};
export const closeSimulator = (): Promise<void> => simulator.close();

/** A simulator that gives clinical answers and has been asked nothing. For `beforeEach`. */
export async function openDoor(): Promise<void> {
  simulator.reset();
  simulator.respond(clinicalAnswers);
  deps = await depsWithModel(simulator.url);
}

export const preview = (body: object = wanted, headers: Record<string, string> = {}) =>
  previewCasePost(post('/preview-case', body, headers), context(), deps);
