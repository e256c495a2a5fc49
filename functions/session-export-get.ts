import { askedForDraft } from '../shared/http/asked-for.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const sessionExportGet = endpoint(
  async (request, deps) => {
    const [{ exportReply }, { exportFormats }] = await Promise.all([
      import('../shared/http/export-reply.ts'),
      import('../shared/exports/formats.ts'),
    ]);
    return exportReply(request, exportFormats, () => askedForDraft(request, deps));
  },
  { methods: ['GET'] },
);

register('session-export-get', {
  route: 'session/{session_id}/export/{format}',
  methods: ['GET'],
  handler: sessionExportGet,
});
