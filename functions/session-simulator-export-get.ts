import { askedForDraft } from '../shared/http/asked-for.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const sessionSimulatorExportGet = endpoint(
  async (request, deps) => {
    const [{ exportReply }, { olderFormats }] = await Promise.all([
      import('../shared/http/export-reply.ts'),
      import('../shared/exports/formats.ts'),
    ]);
    return exportReply(request, olderFormats, () => askedForDraft(request, deps));
  },
  { methods: ['GET'] },
);

register('session-simulator-export-get', {
  route: 'session/{session_id}/simulator-export/{format}',
  methods: ['GET'],
  handler: sessionSimulatorExportGet,
});
