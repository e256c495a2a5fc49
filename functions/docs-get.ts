import { standalone } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

/** The API's description as a page, on which every route can be tried. */
export const docsGet = standalone(
  async () => {
    const [{ docsPage }, { docsHeaders }] = await Promise.all([
      import('../shared/http/docs/page.ts'),
      import('../shared/http/docs/files.ts'),
    ]);
    return { headers: { ...docsHeaders, 'content-type': 'text/html; charset=utf-8' }, body: docsPage() };
  },
  { methods: ['GET'] },
);

register('docs-get', { route: 'docs', methods: ['GET'], handler: docsGet });
