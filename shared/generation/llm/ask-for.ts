import type * as z from 'zod';
import { AppError } from '../../errors.ts';
import type { Complete, Completion, Message, Question } from './question.ts';

export type Wanted<T> = Omit<Question<T>, 'schema'> & {
  readonly schema: z.ZodType<T>;
  /** What is clinically wrong with an answer of the right shape, in words that a clinician, and a model, can act on. */
  readonly problems?: (answer: T) => readonly string[];
  /** What is also sent back, but can be lived with when it is still there after the correction: audits will name it. */
  readonly wishes?: (answer: T) => readonly string[];
};

const tries = 2;

/**
 * Asks, checks shape, checks sense, and tells the model once what is wrong. A second unusable answer is `model-unusable`
 * with what was wrong: a bounded cost, and a failure that says something.
 */
export async function askFor<T>(complete: Complete, wanted: Wanted<T>, signal: AbortSignal): Promise<T> {
  const messages: Message[] = [...wanted.messages];
  let wrong: readonly string[] = [];
  for (let attempt = 1; attempt <= tries; attempt++) {
    const completion = await complete({ ...wanted, messages }, signal);
    const judged = judge(completion, wanted);
    const wishes = 'answer' in judged ? (wanted.wishes?.(judged.answer) ?? []) : [];
    if ('answer' in judged && judged.problems.length === 0 && (wishes.length === 0 || attempt === tries)) return judged.answer;
    wrong = [...judged.problems, ...wishes];
    if (completion.outcome === 'refusal' || completion.outcome === 'filtered') break;
    messages.push(
      { role: 'assistant', content: completion.text },
      {
        role: 'user',
        content: `Please correct this and answer again in full:\n${wrong.map((problem) => `- ${problem}`).join('\n')}`,
      },
    );
  }
  throw new AppError(
    'model-unusable',
    `The model gave no usable ${wanted.name}: ${[...new Set(wrong.map(unquoted))].slice(0, 3).join('; ')}.`,
  );
}

/** The model is shown its own words again; nobody else is: problems, and the logs that keep them, have no answers in them. */
const unquoted = (problem: string): string => problem.replace(/".*"/s, '"…"').replace(/“.*”/s, '“…”');

type Judged<T> = { readonly problems: readonly string[] } | { readonly answer: T; readonly problems: readonly string[] };

/** The four ways an answer can be no answer, told apart; else shape, else sense. */
function judge<T>({ outcome, text }: Completion, { schema, problems }: Wanted<T>): Judged<T> {
  if (outcome === 'refusal') return { problems: ['it refused to write this case'] };
  if (outcome === 'filtered') return { problems: ["the provider's content filter stopped the answer"] };
  if (outcome === 'truncated') return { problems: ['the answer was cut off before its end; write it shorter'] };
  const value = parseJson(text);
  if (value === undefined) return { problems: ['the answer is not valid JSON'] };
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.slice(0, 8).map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`),
    };
  }
  return { answer: parsed.data, problems: problems?.(parsed.data) ?? [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
