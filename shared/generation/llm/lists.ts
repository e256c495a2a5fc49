import { differentialPrompt, outlinePrompt } from './prompts.ts';
import { Differential, type Outline, OutlineAnswer, outlineOf } from './schemas.ts';
import { differentialProblems, outlineProblems, outlineWishes } from './sense.ts';
import { askStaged, type PlanDeps } from './stage.ts';

/** The two short lists that everything else waits for. */

export const askOutline = async (deps: PlanDeps, onText: (text: string) => void): Promise<Outline> =>
  outlineOf(
    await askStaged(deps, {
      name: 'findings',
      messages: outlinePrompt(deps.order),
      schema: OutlineAnswer,
      maxOutputTokens: 1_500,
      onText,
      problems: (answer) => outlineProblems(outlineOf(answer)),
      wishes: (answer) =>
        outlineWishes(outlineOf(answer), {
          names: [deps.order.primaryDiagnosis, ...deps.aliases.names],
          abbreviations: deps.aliases.abbreviations,
        }),
    }),
  );

export const askDifferential = (deps: PlanDeps, onText: (text: string) => void): Promise<Differential> =>
  askStaged(deps, {
    name: 'framework',
    messages: differentialPrompt(deps.order),
    schema: Differential,
    maxOutputTokens: 2_000,
    onText,
    problems: differentialProblems,
  });
