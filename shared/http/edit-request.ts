import * as z from 'zod';
import { ListsPatch } from '../cases/edits/lists.ts';
import { Operation } from '../cases/edits/operations.ts';
import { CaseNumber, SessionId } from '../cases/numbers-and-ids.ts';

const Mark = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'use 1 to 200 visible ASCII characters, without spaces');

const Origin = z.object({ case_id: CaseNumber, version: CaseNumber });

export const AnyObject = z.record(z.string(), z.unknown(), 'send a JSON object');

/** PUT /edit-case */
export const EditRequest = ListsPatch.extend({
  session_id: SessionId,
  /** The version that the edit starts from; what others changed since is merged. */
  base_version: CaseNumber.nullish(),
  edit_id: Mark.nullish(),
  operations: z.array(Operation).max(500).nullish(),
});

/** POST /finalize-case */
export const FinalizeRequest = ListsPatch.extend({
  session_id: SessionId.nullish(),
  override_reason: z.string().max(2_000).nullish(),
  save_as: z.enum(['new-case', 'new-version']).nullish(),
  /** What the draft was opened from, for when the draft itself cannot be had. */
  origin: Origin.nullish(),
  /** The version of the draft that the payload was made from. */
  version: CaseNumber.nullish(),
});

/** POST /sessions: a whole case as the API shows it, put back into a session. */
export const SessionRequest = z.object({
  case: z.record(z.string(), z.unknown(), 'send the case as the API shows it'),
  locks: z
    .array(z.string().regex(/^[\w.-]{1,120}$/, 'is not the name of a field'))
    .max(500)
    .default([]),
  origin: Origin.nullish(),
});

/** POST /case/{case_id}/edit */
export const ReopenRequest = z.object({ version: CaseNumber.nullish() });

export const DiffQuery = z.object({
  from: z.coerce.number('must be the number of a version').int().min(1).max(1_000_000),
  to: z.coerce.number('must be the number of a version').int().min(1).max(1_000_000),
});
