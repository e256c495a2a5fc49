import { z } from 'zod';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

const Query = z.object({ q: z.string().max(200).default(''), limit: z.coerce.number().int().min(1).max(500).default(50) });

export const libraryGet = endpoint(
  async (request, { library }) => {
    const { q, limit } = parseAs(Query, Object.fromEntries(request.query));
    const { listDiagnoses } = await import('../shared/generation/library/catalogue.ts');
    return json(listDiagnoses(await library(), q, limit));
  },
  { methods: ['GET'] },
);

register('library-get', { route: 'library', methods: ['GET'], handler: libraryGet });
