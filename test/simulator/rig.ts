import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { type SimulatorOptions, startSimulator } from './simulator.ts';

export const Findings = z.object({
  history: z.array(z.object({ finding: z.string(), question: z.string(), expected_answer: z.string() })).length(14),
  exam: z
    .array(z.object({ examination: z.string(), findings: z.string(), present: z.boolean().nullable() }))
    .min(2)
    .max(4),
  priors: z.object({ d0: z.int().min(1).max(99), d1: z.number().min(0).max(1) }),
  state: z.enum(['absent', 'present']),
  title: z.string(),
});
export const question = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user' as const, content: 'Write a case' }],
  response_format: zodResponseFormat(Findings, 'findings'),
};

/** A simulator, and the real client pointed at it. */
export async function startRig(options: SimulatorOptions = {}) {
  const simulator = await startSimulator(options);
  const client = new OpenAI({ apiKey: 'k', baseURL: simulator.url, maxRetries: 0 });
  const ask = (more: object = {}) => client.chat.completions.create({ ...question, ...more });
  const firstOf = async (more?: object) => (await ask(more)).choices[0];
  const streamed = async (options: { signal?: AbortSignal } = {}) => {
    const body = { ...question, stream: true as const, stream_options: { include_usage: true } };
    const seen = { text: '', refusal: '', finish: '', usage: 0, chunks: 0 };
    for await (const { choices, usage } of await client.chat.completions.create(body, options)) {
      seen.chunks++;
      seen.text += choices[0]?.delta.content ?? '';
      seen.refusal += choices[0]?.delta.refusal ?? '';
      seen.finish = choices[0]?.finish_reason ?? seen.finish;
      seen.usage = usage?.completion_tokens ?? seen.usage;
    }
    return seen;
  };
  return { simulator, client, ask, firstOf, streamed };
}
export type Rig = Awaited<ReturnType<typeof startRig>>;
