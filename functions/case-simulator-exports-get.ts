import { askedForCase } from '../shared/http/asked-for.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const caseSimulatorExportsGet = endpoint(
  async (request, deps) => {
    const stored = await askedForCase(request, deps);
    const { availableExports } = await import('../shared/exports/available-exports.ts');
    return json(availableExports(stored));
  },
  { methods: ['GET'] },
);

register('case-simulator-exports-get', {
  route: 'case/{case_id}/simulator-exports',
  methods: ['GET'],
  handler: caseSimulatorExportsGet,
});
