import type { FinalizeDeps } from '../shared/cases/finalize-case.ts';
import { endpoint, json } from '../shared/http/endpoint.ts';
import { ifMatch } from '../shared/http/preconditions.ts';
import { parseAs, readBody } from '../shared/http/read-body.ts';
import { register } from '../shared/http/register.ts';

export const finalizeCasePost = endpoint(
  async (request, deps, { user }) => {
    const [{ AnyObject, FinalizeRequest }, { finalizeCase }, { recordOfPayload }, { auditCase }, { storedBody }] =
      await Promise.all([
        import('../shared/http/edit-request.ts'),
        import('../shared/cases/finalize-case.ts'),
        import('../shared/cases/record-of-payload.ts'),
        import('../shared/audits/audit-case.ts'),
        import('../shared/http/replies.ts'),
      ]);
    const payload = await readBody(request, AnyObject);
    const { session_id, override_reason, save_as, origin, version, ...lists } = parseAs(FinalizeRequest, payload);
    const order = {
      sessionId: session_id ?? null,
      lists,
      payload,
      overrideReason: override_reason ?? undefined,
      saveAs: save_as ?? undefined,
      origin: origin ? { caseId: origin.case_id, version: origin.version } : null,
      payloadVersion: version ?? 1,
      ifMatch: ifMatch(request),
      by: user,
    };
    const recordOf: FinalizeDeps['recordOf'] = (given, by) => recordOfPayload(given, by, deps.aliasesOf);
    const stored = await finalizeCase(order, { ...deps, audit: auditCase, recordOf });
    return json(storedBody(stored));
  },
  { methods: ['POST'] },
);

register('finalize-case-post', { route: 'finalize-case', methods: ['POST'], handler: finalizeCasePost });
