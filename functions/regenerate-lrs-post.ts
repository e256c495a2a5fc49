import { regenerateLikelihoods } from '../shared/cases/regenerate-likelihoods.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { readBody } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const regenerateLrsPost = endpoint(
  async (request, deps, { signal, user }) => {
    const [{ RegenerateRequest }, { caseBody }] = await Promise.all([
      import('../shared/http/queries.ts'),
      import('../shared/http/replies.ts'),
    ]);
    const { session_id: sessionId, model } = await readBody(request, RegenerateRequest);
    const giveBack = deps.takeTurn();
    try {
      const { record, version } = await regenerateLikelihoods({ sessionId, model, by: user }, deps, signal);
      const { feature_likelihood_ratios, citations, audits } = caseBody(record);
      return json(
        { session_id: sessionId, version, feature_likelihood_ratios, citations, audits },
        { headers: { etag: `"${version}"` } },
      );
    } finally {
      giveBack();
    }
  },
  { methods: ['POST'] },
);

register('regenerate-lrs-post', { route: 'regenerate-lrs', methods: ['POST'], handler: regenerateLrsPost });
