import type { CaseRequest } from '../shared/cases/case-request.ts';
import type { Report } from '../shared/cases/ports.ts';
import { previewCase } from '../shared/cases/preview-case.ts';
import type { Deps } from '../shared/deps.ts';
import { type Call, endpoint, json, type Reply } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const previewCasePost = endpoint(
  async (request, deps, call) => {
    const { readCaseRequest } = await import('../shared/http/case-request.ts');
    const wanted = await readCaseRequest(request);
    const wantsEvents = request.headers.get('accept')?.includes('text/event-stream');
    if (wantsEvents) return streamed(wanted, deps, call);
    const { body, version } = await preview(wanted, deps, call);
    return json(body, { headers: version === undefined ? {} : { etag: `"${version}"` } });
  },
  { methods: ['POST'] },
);

async function preview(wanted: CaseRequest, deps: Deps, { signal, user }: Call, report?: Report) {
  const start = performance.now();
  const { previewBody } = await import('../shared/http/replies.ts');
  const made = await previewCase(wanted, deps, signal, user, report);
  return { body: previewBody(made, performance.now() - start), version: made.session?.version };
}

/** The same work told as it goes: stages, whole sections as they become ready, usage, and at the end the JSON reply. */
async function streamed(wanted: CaseRequest, deps: Deps, call: Call): Promise<Reply> {
  const { eventStream } = await import('../shared/http/event-stream.ts');
  const start = performance.now();
  const pieces = eventStream(async (emit) => {
    const { body } = await preview(wanted, deps, call, (progress) => {
      const elapsed = { elapsed_ms: Math.round(performance.now() - start) };
      if (progress.kind === 'stage') emit({ event: 'stage', data: { name: progress.name, state: progress.state, ...elapsed } });
      else emit({ event: 'partial', data: { section: progress.section, value: progress.value, ...elapsed } });
    });
    const { model, tokens, cost_usd, elapsed_ms } = body.generation as Record<string, unknown>;
    emit({ event: 'usage', data: { model, tokens, cost_usd, elapsed_ms } });
    return { event: 'done', data: body };
  });
  return { headers: { 'content-type': 'text/event-stream; charset=utf-8' }, pieces };
}

register('preview-case-post', { route: 'preview-case', methods: ['POST'], handler: previewCasePost });
