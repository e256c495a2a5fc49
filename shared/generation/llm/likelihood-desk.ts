import { AppError } from '../../errors.ts';
import { abortReason } from './abort.ts';
import { askFor } from './ask-for.ts';
import { likelihoodPrompt, type Order } from './prompts.ts';
import type { Complete } from './question.ts';
import { percents } from './schemas.ts';

/** Findings per call: few enough that the slowest call does not hold up the case, many enough that the prompt is not repeated for nothing. */
const perCall = 4;

type Row = readonly number[];

export type LikelihoodDesk = {
  /** Starts the calls for these findings and leaves, if they have not been started. */
  readonly want: (findings: readonly string[], leaves: readonly string[]) => void;
  /** Percents by leaf for each finding, in order; undefined where the model gave none. */
  readonly rows: (findings: readonly string[], leaves: readonly string[]) => Promise<(Row | undefined)[]>;
};

type Asking = {
  readonly complete: Complete;
  readonly model: string;
  readonly temperature: number;
  readonly order: Order;
  readonly signal: AbortSignal;
};

/**
 * Asks for likelihoods as early as anybody can name findings and leaves, and only once for the same names: lists that are
 * read while they are still being written may change when an answer has to be corrected.
 */
export function openLikelihoodDesk({ complete, model, temperature, order, signal }: Asking): LikelihoodDesk {
  const asked = new Map<string, Promise<Row | undefined>>();
  const keyOf = (finding: string, leaves: readonly string[]): string => [finding, ...leaves].join('\u0000');

  const ask = async (findings: readonly string[], leaves: readonly string[]): Promise<(Row | undefined)[]> => {
    const answer = await askFor(
      complete,
      {
        name: 'likelihoods',
        messages: likelihoodPrompt(order, findings, leaves),
        schema: percents(findings, leaves),
        model,
        temperature,
        maxOutputTokens: 200 + findings.length * leaves.length * 12,
      },
      signal,
    );
    const rows = answer as Record<string, Record<string, number> | undefined>;
    return findings.map((_, i) => leaves.map((__, j) => rows[`f${i}`]?.[`d${j}`] ?? 50));
  };

  const want: LikelihoodDesk['want'] = (findings, leaves) => {
    const open = findings.filter((finding) => !asked.has(keyOf(finding, leaves)));
    for (let start = 0; start < open.length; start += perCall) {
      const chunk = open.slice(start, start + perCall);
      const answer = ask(chunk, leaves);
      chunk.forEach((finding, i) => {
        const row = answer.then((rows) => rows[i]);
        row.catch(() => undefined); // may fail before anybody waits for it; `rows` looks at the failure
        asked.set(keyOf(finding, leaves), row);
      });
    }
  };

  return {
    want,
    async rows(findings, leaves) {
      want(findings, leaves);
      const settled = await Promise.allSettled(findings.map((finding) => asked.get(keyOf(finding, leaves))));
      // A caller who has gone is no model that gave nothing: such a case must not be kept.
      if (signal.aborted) throw abortReason(signal);
      // The case is whole without them, and they can be asked for again; only what is no failure of the model is passed on.
      const unforeseen = settled.find((result) => result.status === 'rejected' && !(result.reason instanceof AppError));
      if (unforeseen?.status === 'rejected') throw unforeseen.reason;
      return settled.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
    },
  };
}
