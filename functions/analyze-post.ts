import { endpoint, json } from '../shared/http/endpoint.ts';
import { readBody } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

/** Whether a case's numbers lead to its diagnosis, and which questions carry the information. Changes nothing. */
export const analyzePost = endpoint(
  async (request, deps) => {
    const [{ AnalyzeRequest, targetOf }, { findAnalyzable }, { analyzeCase }, { analysisBody }] = await Promise.all([
      import('../shared/http/analyze-request.ts'),
      import('../shared/cases/find-analyzable.ts'),
      import('../shared/cases/analyze-case.ts'),
      import('../shared/http/analysis-body.ts'),
    ]);
    const wanted = await readBody(request, AnalyzeRequest);
    const { record, version } = await findAnalyzable(targetOf(wanted), deps);
    const { session_id = null, case_id = null } = wanted;
    return json({ session_id, case_id, version, ...analysisBody(analyzeCase(record)) });
  },
  { methods: ['POST'] },
);

register('analyze-post', { route: 'analyze', methods: ['POST'], handler: analyzePost });
