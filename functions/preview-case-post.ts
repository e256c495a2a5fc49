import { previewCase } from '../shared/cases/preview-case.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const previewCasePost = endpoint(
  async (request, deps, { signal }) => {
    const start = performance.now();
    const [{ readCaseRequest }, { previewBody }] = await Promise.all([
      import('../shared/http/case-request.ts'),
      import('../shared/http/replies.ts'),
    ]);
    const wanted = await readCaseRequest(request);
    const preview = await previewCase(wanted, deps, signal);
    const etag: Record<string, string> = preview.session ? { etag: `"${preview.session.version}"` } : {};
    return json(previewBody(preview, performance.now() - start), { headers: etag });
  },
  { methods: ['POST'] },
);

register('preview-case-post', { route: 'preview-case', methods: ['POST'], handler: previewCasePost });
