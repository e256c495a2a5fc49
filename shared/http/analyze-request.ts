import * as z from 'zod';
import type { AnalyzeTarget } from '../cases/find-analyzable.ts';
import { CaseNumber, SessionId } from '../cases/numbers-and-ids.ts';

const fields = ['session_id', 'case_id', 'case'] as const;

/** Exactly one of the three; null is none. */
export const AnalyzeRequest = z
  .object({
    session_id: SessionId.nullish(),
    case_id: CaseNumber.nullish(),
    case: z.record(z.string(), z.unknown(), 'send the case as the API shows it').nullish(),
  })
  .check(({ value, issues }) => {
    const given = fields.filter((field) => value[field] !== undefined && value[field] !== null);
    if (given.length === 1) return;
    const message = 'send exactly one of session_id, case_id and case';
    for (const field of given.length > 0 ? given : fields) issues.push({ code: 'custom', path: [field], message, input: value });
  });

export function targetOf({ session_id, case_id, case: given }: z.infer<typeof AnalyzeRequest>): AnalyzeTarget {
  if (typeof session_id === 'string') return { kind: 'session', sessionId: session_id };
  if (typeof case_id === 'number') return { kind: 'case', caseId: case_id };
  return { kind: 'given', case: given };
}
