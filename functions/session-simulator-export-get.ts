import { askedForDraft } from '../shared/http/asked-for.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const sessionSimulatorExportGet = endpoint(
  async (request, deps) => {
    const { exportReply } = await import('../shared/http/export-reply.ts');
    return exportReply(request, () => askedForDraft(request, deps));
  },
  { methods: ['GET'] },
);

register('session-simulator-export-get', {
  route: 'session/{session_id}/simulator-export/{format}',
  methods: ['GET'],
  handler: sessionSimulatorExportGet,
});
