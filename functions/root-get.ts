import { json, standalone } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

/** Liveness: touches nothing but the environment. */
export const rootGet = standalone(
  async () =>
    json({
      message: 'Medical Case Generator API',
      build: { sha: process.env.BUILD_SHA || null, time: process.env.BUILD_TIME || null },
    }),
  { methods: ['GET'] },
);

register('root-get', { route: '/', methods: ['GET'], handler: rootGet });
