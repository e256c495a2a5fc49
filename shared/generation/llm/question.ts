import type * as z from 'zod';

export type Message = { readonly role: 'system' | 'user' | 'assistant'; readonly content: string };

/** One thing asked of a model. The answer is one JSON object that fits `schema`. */
export type Question<T = unknown> = {
  /** What is asked for ("findings", "framework"): names the schema, the log line and the usage row. */
  readonly name: string;
  readonly messages: readonly Message[];
  readonly schema: z.ZodType<T>;
  readonly model: string;
  readonly temperature: number;
  readonly maxOutputTokens: number;
  /** Called with all of the text so far, each time more of it has come. */
  readonly onText?: (text: string) => void;
};

export type Usage = { readonly input: number; readonly cachedInput: number; readonly output: number };

/** What one call took, whether or not its answer was any good. */
export type CallRecord = {
  readonly name: string;
  readonly model: string;
  readonly provider: string;
  readonly usage: Usage | null;
  readonly elapsedMs: number;
  /** HTTP requests made, retries included. */
  readonly attempts: number;
};

/** How an answer ended. Only `answer` has text worth parsing; the others say why there is none. */
export type Completion = CallRecord &
  (
    | { readonly outcome: 'answer'; readonly text: string }
    | { readonly outcome: 'refusal'; readonly text: string }
    | { readonly outcome: 'truncated'; readonly text: string }
    | { readonly outcome: 'filtered'; readonly text: string }
  );

/** Asks once. Retries what may pass, within the signal; throws AppError where the model cannot be reached. */
export type Complete = (question: Question, signal: AbortSignal) => Promise<Completion>;
