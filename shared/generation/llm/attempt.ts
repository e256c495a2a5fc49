import { orAborted } from '../../or-aborted.ts';
import type { OpenStream } from './client.ts';
import type { Limits } from './limits.ts';
import { thinkingTimeOf } from './model-parameters.ts';
import type { Completion, Question, Usage } from './question.ts';
import { UpstreamError } from './upstream-error.ts';
import { createWatchdog } from './watchdog.ts';

export type Answered = Pick<Completion, 'outcome' | 'text'>;

type Attempt = {
  readonly open: OpenStream;
  readonly question: Question;
  readonly limits: Pick<Limits, 'headersMs' | 'idleMs'>;
  readonly signal: AbortSignal;
  readonly tally: Tally;
};

/** Kept while a call goes on, because a call that fails has cost something too. */
export type Tally = {
  attempts: number;
  usage: Usage | null;
  /** The latest attempt has brought something. */
  heard: boolean;
};

/** One request: sends the question and reads the stream to its end, with somebody watching that it keeps coming. */
export async function attempt({ open, question, limits, signal, tally }: Attempt): Promise<Answered> {
  const watchdog = createWatchdog();
  const stop = AbortSignal.any([signal, watchdog.signal]);
  let text = '';
  let refusal = '';
  let finish: string | undefined;
  let usage: Usage | undefined;
  tally.attempts++;
  tally.heard = false;
  try {
    watchdog.expectWithin(limits.headersMs);
    const pieces = await orAborted(open(question, stop), stop);
    watchdog.expectWithin(Math.max(limits.idleMs, thinkingTimeOf(question.model)));
    for await (const piece of pieces) {
      tally.heard = true;
      if (piece.text || piece.refusal || piece.finish) watchdog.expectWithin(limits.idleMs);
      refusal += piece.refusal;
      finish = piece.finish ?? finish;
      usage = piece.usage ?? usage;
      if (!piece.text) continue;
      text += piece.text;
      question.onText?.(text);
    }
    // The SDK ends an aborted stream as if it were complete.
    stop.throwIfAborted();
    return answered(finish, text, refusal);
  } catch (error) {
    signal.throwIfAborted();
    // Whatever goes wrong after the last word, the answer is whole.
    if (finish !== undefined) return answered(finish, text, refusal);
    if (watchdog.signal.aborted) throw new UpstreamError('silent');
    if (error instanceof UpstreamError && error.trouble === 'prompt-filtered') return { outcome: 'filtered', text: '' };
    throw error;
  } finally {
    watchdog.stop();
    if (usage) tally.usage = sum(tally.usage, usage);
  }
}

function answered(finish: string | undefined, text: string, refusal: string): Answered {
  if (finish === undefined) throw new UpstreamError(text || refusal ? 'cut-off' : 'no-answer');
  if (finish === 'content_filter') return { outcome: 'filtered', text };
  if (refusal) return { outcome: 'refusal', text: refusal };
  if (finish === 'length') return { outcome: 'truncated', text };
  if (text.trim() === '') throw new UpstreamError('empty-answer');
  return { outcome: 'answer', text };
}

const sum = (known: Usage | null, more: Usage): Usage => ({
  input: (known?.input ?? 0) + more.input,
  cachedInput: (known?.cachedInput ?? 0) + more.cachedInput,
  output: (known?.output ?? 0) + more.output,
});
