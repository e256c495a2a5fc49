import * as z from 'zod';
import { SessionId } from '../../cases/numbers-and-ids.ts';

/** What stands in paths and headers. */
export const CasePath = z.object({
  case_id: z
    .string()
    .regex(/^\d{1,10}$/)
    .describe('The number of a case.'),
});
export const SessionPath = z.object({ session_id: SessionId });
/** Of a saved case; the newest where none is named. */
export const VersionQuery = z.object({ version: z.coerce.number().int().min(1).max(9_999_999).optional() });
export const ExportPath = { format: z.string().describe('As `simulator-exports` lists it, such as `lr-matrix-csv`.') };

export const IfMatch = {
  'if-match': z.string().optional().describe('The ETag of the draft that you have seen: another one is 412.'),
};
export const IdempotencyKey = {
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .optional()
    .describe('Repeating a request with its key does nothing twice.'),
};
export const Prefer = { prefer: z.string().optional().describe('`return=representation`: the reply carries the whole draft.') };
