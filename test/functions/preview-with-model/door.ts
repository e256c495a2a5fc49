import { previewCasePost } from '../../../functions/preview-case-post.ts';
import type { Deps } from '../../../shared/deps.ts';
import { depsWithModel } from '../../helpers/deps-with-model.ts';
import { simulator, wanted } from '../../helpers/open-simulator.ts';
import { context, post } from '../../helpers/requests.ts';
import { clinicalAnswers } from '../../simulator/clinical-answers.ts';

export let deps: Deps;

/** A simulator that gives clinical answers and has been asked nothing. For `beforeEach`. */
export async function openDoor(): Promise<void> {
  simulator.reset();
  simulator.respond(clinicalAnswers);
  deps = await depsWithModel(simulator.url);
}

export const preview = (body: object = wanted, headers: Record<string, string> = {}) =>
  previewCasePost(post('/preview-case', body, headers), context(), deps);
