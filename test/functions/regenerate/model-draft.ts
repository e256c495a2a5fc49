import { previewCasePost } from '../../../functions/preview-case-post.ts';
import { regenerateSectionPost } from '../../../functions/regenerate-section-post.ts';
import type { Deps } from '../../../shared/deps.ts';
import { depsWithModel } from '../../helpers/deps-with-model.ts';
import { simulator, wanted } from '../../helpers/open-simulator.ts';
import { bodyOf, context, post } from '../../helpers/requests.ts';
import { clinicalAnswers } from '../../simulator/clinical-answers.ts';
import type { SimulatedRequest } from '../../simulator/simulator.ts';

export let deps: Deps;
export let session_id: string;

export const names = {
  present: ['vomiting since the onset', 'relief by sitting forward', 'cold sweat', 'pain at rest'],
  absent: ['recent long journey', 'cough with sputum', 'pain after meals', 'palpitations'],
};

const texts: Record<string, unknown> = {
  title: 'A weight that will not lift',
  presentation: 'Mr Hollis came by car. He leans against the wall, grey and damp, and will not lie down.',
  patient_personality: 'Proud of never having been ill; jokes until somebody looks him in the eye.',
  objectives: ['Weigh what is absent', 'Order the test that decides'],
};

/** Answers to the questions about sections; the plan's own for the rest. */
export const answers = (request: SimulatedRequest): object | undefined => {
  const { schemaName } = request;
  if (schemaName === 'section_findings') return names;
  const part = /^section_(.+)$/.exec(schemaName ?? '')?.[1];
  return part && part in texts ? { [part]: texts[part] } : clinicalAnswers(request);
};

/** A draft that a language model wrote, and a simulator that has been asked nothing since. For `beforeEach`. */
export async function openDraft(): Promise<void> {
  simulator.reset();
  simulator.respond(answers);
  deps = await depsWithModel(simulator.url);
  session_id = String(bodyOf(await previewCasePost(post('/preview-case', wanted), context(), deps)).session_id);
  simulator.reset();
  simulator.respond(answers);
}

export const section = (name: string, body: object = {}) =>
  regenerateSectionPost(post('/regenerate-section', { session_id, section: name, ...body }), context(), deps);

export const draft = async (id = session_id) => {
  const found = await deps.sessions.find(id);
  if (!found) throw new Error('the draft is gone');
  return found;
};

export const asked = (): string[] => [...new Set(simulator.log.map(({ schemaName }) => String(schemaName)))].toSorted();
