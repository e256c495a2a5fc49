import type { z } from 'zod';
import type { Report } from '../../cases/ports.ts';
import { askFor, type Wanted } from './ask-for.ts';
import { type LikelihoodDesk, openLikelihoodDesk } from './likelihood-desk.ts';
import { isClosed, readPartial } from './partial.ts';
import { differentialPrompt, narrativePrompt, type Order, outlinePrompt, wordingPrompt } from './prompts.ts';
import type { Complete } from './question.ts';
import {
  Differential,
  ExamText,
  HistoryText,
  inTurn,
  type Listed,
  Narrative,
  type Outline,
  OutlineAnswer,
  outlineOf,
  perFinding,
  WorkupText,
} from './schemas.ts';
import { differentialProblems, flatten, leakProblems, outlineProblems } from './sense.ts';

const categories = ['history', 'physical_exam', 'diagnostic_workup'] as const;
type Category = (typeof categories)[number];

export type Written = {
  readonly outline: Outline;
  readonly differential: Differential;
  readonly narrative: Narrative;
  readonly history: readonly z.infer<typeof HistoryText>[];
  readonly physical_exam: readonly z.infer<typeof ExamText>[];
  readonly diagnostic_workup: readonly z.infer<typeof WorkupText>[];
  /** Percent by finding (history, exam, workup in order) and leaf; undefined rows are missing. */
  readonly percents: readonly (readonly number[] | undefined)[];
};

export type PlanDeps = {
  readonly complete: Complete;
  readonly model: string;
  readonly temperature: number;
  readonly order: Order;
  /** Other names of the primary diagnosis that a learner must not read. */
  readonly aliases: { readonly names: readonly string[]; readonly abbreviations: readonly string[] };
  readonly report: Report;
  readonly signal: AbortSignal;
};

/**
 * The shortest path to a whole case. Two short calls start together: the list of findings with their states, and the
 * differential. Each group of findings is sent for likelihoods as soon as it is closed and the leaves are named, while the
 * lists are still streaming; the words (story, history, examination, workup) are written side by side as soon as the
 * findings are settled, so that they agree. What is left to wait for is the list and then the longest of the words.
 */
export async function planCase(deps: PlanDeps): Promise<Written> {
  const stop = new AbortController();
  const signal = AbortSignal.any([deps.signal, stop.signal]);
  const staged = { ...deps, signal };
  const desk = openLikelihoodDesk(staged);
  const feed = feeder(desk);
  const outline = askOutline(staged, feed.onOutline);
  const differential = askDifferential(staged, feed.onDifferential);
  const words = outline.then(async (settled) => {
    const leaves = differential.then((tree) => flatten(tree).leaves.map(({ name }) => name));
    const [narrative, history, physicalExam, workup] = await Promise.all([
      askNarrative(staged, settled, leaves),
      askWords(staged, settled, 'history', HistoryText, leaves),
      askWords(staged, settled, 'physical_exam', ExamText, leaves),
      askWords(staged, settled, 'diagnostic_workup', WorkupText, leaves),
    ]);
    return { narrative, history, physical_exam: physicalExam, diagnostic_workup: workup };
  });
  const likelihoods = Promise.all([outline, differential]).then(([list, tree]) =>
    stage(deps.report, 'likelihoods', () =>
      desk.rows(
        namesIn(list),
        flatten(tree).leaves.map(({ name }) => name),
      ),
    ),
  );
  try {
    const [list, tree, written, percents] = await Promise.all([outline, differential, words, likelihoods]);
    return { outline: list, differential: tree, ...written, percents };
  } catch (error) {
    // One part that cannot be had ends the others: nobody pays for words of a case that will not be.
    stop.abort(error);
    await Promise.allSettled([outline, differential, words, likelihoods]);
    throw error;
  }
}

const namesIn = (outline: Outline): string[] => categories.flatMap((category) => outline[category].map(({ finding }) => finding));

/** Passes findings and leaves on to the desk as soon as both can be read out of the streams. */
function feeder(desk: LikelihoodDesk) {
  const closed = new Map<Category, string[]>();
  let leaves: string[] | undefined;
  const pass = (): void => {
    if (leaves) for (const findings of closed.values()) desk.want(findings, leaves);
  };
  return {
    onOutline: (text: string): void => {
      const partial = readPartial(text);
      if (!partial) return;
      for (const category of categories) {
        if (closed.has(category) || !isClosed(partial, category)) continue;
        const group = OutlineAnswer.shape[category].safeParse(partial[category]);
        if (!group.success) continue;
        closed.set(
          category,
          inTurn(group.data).map(({ finding }) => finding),
        );
        pass();
      }
    },
    onDifferential: (text: string): void => {
      if (leaves) return;
      const partial = readPartial(text);
      if (!partial || !isClosed(partial, 'systems')) return;
      const systems = Differential.shape.systems.safeParse(partial.systems);
      if (!systems.success) return;
      leaves = flatten({ systems: systems.data }).leaves.map(({ name }) => name);
      pass();
    },
  };
}

async function stage<T>(report: Report, name: string, work: () => Promise<T>): Promise<T> {
  report({ kind: 'stage', name, state: 'started' });
  try {
    const result = await work();
    report({ kind: 'stage', name, state: 'done' });
    return result;
  } catch (error) {
    report({ kind: 'stage', name, state: 'failed' });
    throw error;
  }
}

type Staged = PlanDeps;

async function staged<T>(
  deps: Staged,
  wanted: Pick<Wanted<T>, 'name' | 'messages' | 'schema' | 'maxOutputTokens'> & Partial<Wanted<T>>,
): Promise<T> {
  const { complete, model, temperature, signal, report } = deps;
  const answer = await stage(report, wanted.name, () => askFor(complete, { model, temperature, ...wanted }, signal));
  report({ kind: 'partial', section: wanted.name, value: answer });
  return answer;
}

const askOutline = async (deps: Staged, onText: (text: string) => void): Promise<Outline> =>
  outlineOf(
    await staged(deps, {
      name: 'findings',
      messages: outlinePrompt(deps.order),
      schema: OutlineAnswer,
      maxOutputTokens: 1_500,
      onText,
      problems: (answer) => outlineProblems(outlineOf(answer)),
    }),
  );

const askDifferential = (deps: Staged, onText: (text: string) => void): Promise<Differential> =>
  staged(deps, {
    name: 'framework',
    messages: differentialPrompt(deps.order),
    schema: Differential,
    maxOutputTokens: 2_000,
    onText,
    problems: differentialProblems,
  });

/** Texts that a learner reads are searched for names; what is left after one correction is for the audits to name. */
const leaksIn = ({ order, aliases }: Staged, leaves: readonly string[], texts: readonly string[]): string[] =>
  leakProblems(texts, [order.primaryDiagnosis, ...aliases.names, ...leaves], aliases.abbreviations);

async function askNarrative(deps: Staged, outline: Outline, leaves: Promise<string[]>): Promise<Narrative> {
  const names = await known(leaves);
  return staged(deps, {
    name: 'narrative',
    messages: narrativePrompt(deps.order, outline),
    schema: Narrative,
    maxOutputTokens: 1_200,
    problems: ({ title, presentation }) => leaksIn(deps, names(), [title, presentation]),
    tolerate: true,
  });
}

/** Findings per wording call: half a category, so that the longest answer of all is short. */
const wordsPerCall = 4;

async function askWords<T extends z.ZodObject>(
  deps: Staged,
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
        problems: (written) =>
          leaksIn(
            deps,
            names(),
            Object.values(written).flatMap((item) => Object.values(item as Record<string, string>)),
          ),
        tolerate: true,
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
