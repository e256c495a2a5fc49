import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

/** A case file, the older system's files, or an LR matrix for a case that is here. */
export const casesImportPost = endpoint(
  async (request, deps, { user }) => {
    const [{ readImport }, { importReply }] = await Promise.all([
      import('../shared/http/import-request.ts'),
      import('../shared/http/import-reply.ts'),
    ]);
    return importReply(await readImport(request), deps, user);
  },
  { methods: ['POST'] },
);

register('cases-import-post', { route: 'cases/import', methods: ['POST'], handler: casesImportPost });
