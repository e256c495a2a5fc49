import { askedForDraft } from '../shared/http/asked-for.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const sessionExportAllGet = endpoint(
  async (request, deps, { signal }) => {
    const { archiveOfCase } = await import('../shared/http/archive-reply.ts');
    return archiveOfCase(await askedForDraft(request, deps), signal);
  },
  { methods: ['GET'] },
);

register('session-export-all-get', {
  route: 'session/{session_id}/export/all.zip',
  methods: ['GET'],
  handler: sessionExportAllGet,
});
