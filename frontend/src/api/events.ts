import type { Ask } from './client.ts';
import { ask } from './client.ts';
import { ApiProblem, type ProblemBody, unreachable } from './problem.ts';

export type ServerEvent = { readonly event: string; readonly data: unknown };

/** Asks for a reply that is told as it goes. Throws the problem that a `failed` event brings, and when the stream breaks off. */
export async function* askEvents(path: string, options: Ask): AsyncGenerator<ServerEvent> {
  const reply = await ask(path, { ...options, headers: { ...options.headers, accept: 'text/event-stream' } });
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let isWhole = false;
  while (reader) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw options.signal?.aborted ? error : unreachable();
    });
    if (done) break;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parsed(block);
      if (!event) continue;
      if (event.event === 'failed') throw new ApiProblem(event.data as ProblemBody);
      isWhole ||= event.event === 'done';
      yield event;
    }
  }
  if (!isWhole) throw unreachable();
}

/** A comment line, which only keeps the connection open, is no event. */
function parsed(block: string): ServerEvent | undefined {
  const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
  return event && data ? { event, data: JSON.parse(data) as unknown } : undefined;
}
