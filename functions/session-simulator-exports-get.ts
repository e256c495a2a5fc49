import { askedForDraft } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const sessionSimulatorExportsGet = endpoint(
  async (request, deps) => {
    const draft = await askedForDraft(request, deps);
    const { availableExports } = await import('../shared/exports/available-exports.ts');
    return json(availableExports(draft));
  },
  { methods: ['GET'] },
);

register('session-simulator-exports-get', {
  route: 'session/{session_id}/simulator-exports',
  methods: ['GET'],
  handler: sessionSimulatorExportsGet,
});
