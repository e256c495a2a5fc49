import { app, type HttpResponseInit } from '@azure/functions';

const get = (route: string, handler: () => Promise<unknown>) =>
  app.http(route, { route, methods: ['GET'], handler: handler as () => Promise<HttpResponseInit> });

get('throws', async () => {
  throw new Error('secret: the patient is called Ada');
});
get('throws-nothing', () => Promise.reject(undefined));
get('returns-nothing', async () => undefined);
get('returns-text', async () => 'not a response');
get('returns-bad-status', async () => ({ status: 42 }));
