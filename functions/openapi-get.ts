import { json, standalone } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

/** The API's description. It is made of the schemas alone, so it answers while settings are wrong and servers are away. */
export const openapiGet = standalone(
  async () => {
    const { apiDocument } = await import('../shared/http/api/document.ts');
    return json(apiDocument(), { headers: { 'cache-control': 'no-cache' } });
  },
  { methods: ['GET'] },
);

register('openapi-get', { route: 'openapi.json', methods: ['GET'], handler: openapiGet });
