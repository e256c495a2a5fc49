import type * as z from 'zod';
import { askFor } from './ask-for.ts';
import { narrativePrompt, wordingPrompt } from './prompts.ts';
import { type Category, type Listed, Narrative, type Outline, perFinding } from './schemas.ts';
import { leakProblems } from './sense.ts';
import { askStaged, type PlanDeps, stage } from './stage.ts';

/** Texts that a learner reads are searched for names; what is left after one correction is for the audits to name. */
const leaksIn = ({ order, aliases }: PlanDeps, leaves: readonly string[], texts: readonly string[]): string[] =>
  leakProblems(texts, [order.primaryDiagnosis, ...aliases.names, ...leaves], aliases.abbreviations);

export async function askNarrative(deps: PlanDeps, outline: Outline, leaves: Promise<string[]>): Promise<Narrative> {
  const names = await known(leaves);
  return askStaged(deps, {
    name: 'narrative',
    messages: narrativePrompt(deps.order, outline),
    schema: Narrative,
    maxOutputTokens: 1_200,
    wishes: ({ title, presentation }) => leaksIn(deps, names(), [title, presentation]),
  });
}

/** Findings per wording call: half a category, so that the longest answer of all is short. */
const wordsPerCall = 4;

export async function askWords<T extends z.ZodObject>(
  deps: PlanDeps,
  outline: Outline,
  category: Category,
  text: T,
  leaves: Promise<string[]>,
): Promise<z.infer<T>[]> {
  const names = await known(leaves);
  const ask = async (findings: readonly Listed[]): Promise<z.infer<T>[]> => {
    const answer = await askFor(
      deps.complete,
      {
        name: category,
        model: deps.model,
        temperature: deps.temperature,
        messages: wordingPrompt(deps.order, outline, category, findings),
        schema: perFinding(
          findings.map(({ finding }) => finding),
          text,
        ),
        maxOutputTokens: 1_500,
        wishes: (written) =>
          leaksIn(
            deps,
            names(),
            Object.values(written).flatMap((item) => Object.values(item as Record<string, string>)),
          ),
      },
      deps.signal,
    );
    const written = answer as Record<string, z.infer<T> | undefined>;
    return findings.map(({ finding }, i) => {
      const item = written[`f${i}`];
      if (item === undefined) throw new Error(`no words for ${finding}`);
      return item;
    });
  };
  const words = await stage(deps.report, category, async () => {
    const halves = Array.from({ length: Math.ceil(outline[category].length / wordsPerCall) }, (_, i) =>
      outline[category].slice(i * wordsPerCall, (i + 1) * wordsPerCall),
    );
    return (await Promise.all(halves.map(ask))).flat();
  });
  deps.report({ kind: 'partial', section: category, value: words });
  return words;
}

/** Leaf names as far as they are known when an answer is judged: words never wait for the differential. */
async function known(leaves: Promise<string[]>): Promise<() => string[]> {
  let names: string[] = [];
  leaves.then(
    (arrived) => {
      names = arrived;
    },
    () => undefined,
  );
  return () => names;
}
