import { askedForCase } from '../shared/http/asked-for.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const caseSimulatorExportGet = endpoint(
  async (request, deps) => {
    const [{ exportReply }, { olderFormats }] = await Promise.all([
      import('../shared/http/export-reply.ts'),
      import('../shared/exports/formats.ts'),
    ]);
    return exportReply(request, olderFormats, () => askedForCase(request, deps));
  },
  { methods: ['GET'] },
);

register('case-simulator-export-get', {
  route: 'case/{case_id}/simulator-export/{format}',
  methods: ['GET'],
  handler: caseSimulatorExportGet,
});
