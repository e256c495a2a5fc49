import { AppError } from '../shared/errors.ts';
import { standalone } from '../shared/http/endpoint.ts';
import { problemResponse } from '../shared/http/problem.ts';
import { methodsFor, register } from '../shared/http/register.ts';

/** Paths that no other function takes, and methods that the path does not know: our problem shape under every host. */
export const fallback = standalone(async (request, { requestId }) => {
  const methods = methodsFor(new URL(request.url).pathname);
  if (methods && !methods.includes(request.method)) {
    const reply = problemResponse(new AppError('method-not-allowed', `This address takes ${methods.join(' and ')}.`), requestId);
    return { ...reply, headers: { ...reply.headers, allow: methods.join(', ') } };
  }
  throw new AppError('not-found', 'There is nothing at this address.');
});

register('fallback', { route: '{*path}', methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], handler: fallback });
