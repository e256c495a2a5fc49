import { AppError } from '../shared/errors.ts';
import { standalone } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

/** What the page of /docs is made of: a style sheet and a script, files of their own so that no inline code is allowed. */
export const docsFileGet = standalone(
  async ({ params }) => {
    const { docsFiles, docsHeaders } = await import('../shared/http/docs/files.ts');
    const file = docsFiles.get(params.file ?? '');
    if (!file) throw new AppError('not-found', 'There is nothing at this address.');
    return { headers: { ...docsHeaders, 'content-type': file.contentType }, body: file.body };
  },
  { methods: ['GET'] },
);

register('docs-file-get', { route: 'docs/{file}', methods: ['GET'], handler: docsFileGet });
