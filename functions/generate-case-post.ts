import { generateCase } from '../shared/cases/generate-case.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { idempotencyKey } from '../shared/http/preconditions.ts';
import { register } from '../shared/http/register.ts';

export const generateCasePost = endpoint(
  async (request, deps, { signal, user }) => {
    const start = performance.now();
    const key = idempotencyKey(request);
    const [{ readCaseRequest }, { generatedBody }] = await Promise.all([
      import('../shared/http/case-request.ts'),
      import('../shared/http/replies.ts'),
    ]);
    const stored = await generateCase(await readCaseRequest(request), key, deps, signal, user);
    return json(generatedBody(stored, performance.now() - start));
  },
  { methods: ['POST'] },
);

register('generate-case-post', { route: 'generate-case', methods: ['POST'], handler: generateCasePost });
