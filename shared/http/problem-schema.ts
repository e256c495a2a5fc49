import * as z from 'zod';
import { Operation } from '../cases/edits/operations.ts';

const Feasible = z.object({ lowest: z.number(), highest: z.number() });
const Revision = z.object({
  version: z.number().int(),
  at: z.string(),
  by: z.string().nullable(),
  kind: z.enum(['created', 'edited', 'undone', 'redone', 'regenerated']),
  changes: z.array(z.string()),
  edit_id: z.string().nullable(),
});

export { Revision as RevisionReply };

export const AuditReply = z
  .object({
    id: z.string(),
    severity: z.enum(['blocking', 'warning']),
    sentence: z.string(),
    fields: z.array(z.string()).describe('Where it is, as JSON pointers into the case.'),
    repair: z
      .object({ label: z.string(), operations: z.array(Operation) })
      .optional()
      .describe('What takes it away, where that is exact: operations for PUT /edit-case.'),
  })
  .meta({ id: 'Audit' });

/** problem.ts, as callers read it. */
export const ProblemReply = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe('A sentence for the person at the screen.'),
    code: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    dependency: z.string().optional().describe('Which service is out.'),
    version: z.number().int().optional().describe('The present version of the draft.'),
    changed_since: z.array(Revision).optional().describe('412: what was written since the version that you have seen.'),
    clashes: z
      .array(z.object({ field: z.string(), yours: z.unknown(), theirs: z.unknown() }))
      .optional()
      .describe('409: fields that both sides changed to something else.'),
    feasible: Feasible.optional().describe('422: the range that a refused number can be in.'),
    audits: z.array(AuditReply).optional().describe('422: what keeps a case from being final without a reason.'),
    save_as: z.array(z.string()).optional().describe('409: what may be sent as save_as to save all the same.'),
    locks: z.array(z.string()).optional().describe('409: what leaves no room for what was asked.'),
    case_id: z.number().int().optional().describe('409: the case that the session became.'),
    latest_version: z.number().int().optional().describe('409: the case got a newer version in the meantime.'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });
export type ProblemReply = z.infer<typeof ProblemReply>;
