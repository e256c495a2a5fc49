import { endpoint, json } from '../shared/http/endpoint.ts';
import { parseAs } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const libraryGet = endpoint(
  async (request, { library }) => {
    const { LibraryQuery } = await import('../shared/http/queries.ts');
    const { listDiagnoses } = await import('../shared/generation/library/catalogue.ts');
    const { q, limit } = parseAs(LibraryQuery, Object.fromEntries(request.query));
    return json(listDiagnoses(await library(), q, limit));
  },
  { methods: ['GET'] },
);

register('library-get', { route: 'library', methods: ['GET'], handler: libraryGet });
