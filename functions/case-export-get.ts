import { askedForCase } from '../shared/http/asked-for.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { register } from '../shared/http/register.ts';

export const caseExportGet = endpoint(
  async (request, deps) => {
    const [{ exportReply }, { exportFormats }] = await Promise.all([
      import('../shared/http/export-reply.ts'),
      import('../shared/exports/formats.ts'),
    ]);
    return exportReply(request, exportFormats, () => askedForCase(request, deps));
  },
  { methods: ['GET'] },
);

register('case-export-get', {
  route: 'case/{case_id}/export/{format}',
  methods: ['GET'],
  handler: caseExportGet,
});
