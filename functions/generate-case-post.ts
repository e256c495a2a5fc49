import { generateCase } from '../shared/cases/generate-case.ts';
import { AppError } from '../shared/errors.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const generateCasePost = endpoint(
  async (request, deps, { signal, user }) => {
    const start = performance.now();
    const key = request.headers.get('idempotency-key')?.trim() || undefined;
    if (key && !/^[\x21-\x7e]{1,200}$/.test(key)) {
      const message = 'use 1 to 200 visible ASCII characters, without spaces';
      throw new AppError('invalid-request', `Idempotency-Key: ${message}.`, { errors: [{ path: 'Idempotency-Key', message }] });
    }
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
