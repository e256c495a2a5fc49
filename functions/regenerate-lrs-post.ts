import type { Deps } from '../shared/deps.ts';
import { type Call, endpoint, json } from '../shared/http/endpoint.ts';
import { ifMatch } from '../shared/http/preconditions.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const regenerateLrsPost = endpoint(
  async (request, deps, call) => {
    const [{ readWithModel }, { RegenerateRequest }] = await Promise.all([
      import('../shared/http/case-request.ts'),
      import('../shared/http/regenerate-request.ts'),
    ]);
    const body = await readWithModel(
      request,
      'send a JSON object with session_id, or with case_details and diagnostic_framework',
    );
    const { session_id: sessionId, model, ...lists } = parseAs(RegenerateRequest, body);
    const giveBack = deps.takeTurn();
    try {
      if (!sessionId) return await fromPayload(body, model, deps, call);
      const [{ regenerateLikelihoods }, { likelihoodsBody }] = await Promise.all([
        import('../shared/cases/regenerate-likelihoods.ts'),
        import('../shared/http/replies.ts'),
      ]);
      const order = { sessionId, model, lists, ifMatch: ifMatch(request), by: call.user };
      const { record, version } = await regenerateLikelihoods(order, deps, call.signal);
      return json({ session_id: sessionId, version, ...likelihoodsBody(record) }, { headers: { etag: `"${version}"` } });
    } finally {
      giveBack();
    }
  },
  { methods: ['POST'] },
);

/** A case that is in no session is estimated as it comes, and kept nowhere. */
async function fromPayload(body: Record<string, unknown>, model: string | undefined, deps: Deps, { signal, user }: Call) {
  const [{ recordToEstimate }, { estimateAnew }, { withCitations }, { looseLikelihoodsBody }] = await Promise.all([
    import('../shared/cases/record-to-estimate.ts'),
    import('../shared/cases/regenerate-likelihoods.ts'),
    import('../shared/cases/keeping-locks.ts'),
    import('../shared/http/replies.ts'),
  ]);
  const record = await recordToEstimate(body, { who: user, at: deps.now().toISOString() }, deps.aliasesOf);
  const written = withCitations(record, await estimateAnew(record, model, deps, signal));
  return json({ session_id: null, ...looseLikelihoodsBody(written) });
}

register('regenerate-lrs-post', { route: 'regenerate-lrs', methods: ['POST'], handler: regenerateLrsPost });
