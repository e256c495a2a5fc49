import { askedForCase } from '../shared/http/asked-for.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const caseSimulatorExportGet = endpoint(
  async (request, deps) => {
    const { exportReply } = await import('../shared/http/export-reply.ts');
    return exportReply(request, () => askedForCase(request, deps));
  },
  { methods: ['GET'] },
);

register('case-simulator-export-get', {
  route: 'case/{case_id}/simulator-export/{format}',
  methods: ['GET'],
  handler: caseSimulatorExportGet,
});
