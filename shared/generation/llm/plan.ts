import type * as z from 'zod';
import { feeder } from './feeder.ts';
import { openLikelihoodDesk } from './likelihood-desk.ts';
import { askDifferential, askOutline } from './lists.ts';
import { categories, type Differential, ExamText, HistoryText, type Narrative, type Outline, WorkupText } from './schemas.ts';
import { flatten } from './sense.ts';
import { type PlanDeps, stage } from './stage.ts';
import { askNarrative, askWords } from './wording.ts';

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
