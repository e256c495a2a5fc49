import * as z from 'zod';
import { sections } from '../cases/sections.ts';
import { WireCase, WireRatio } from '../cases/wire-schema.ts';
import { AuditReply, RevisionReply } from './problem-schema.ts';

/** What replies.ts, undo-reply.ts and the triggers of drafts and cases answer. */

export const CaseBody = WireCase.extend({ audits: z.array(AuditReply) });

const version = z.number().int().min(1);
const Origin = z.object({ case_id: z.number().int(), version }).nullable();
const steps = { can_undo: z.boolean(), can_redo: z.boolean() };

export const DraftReply = CaseBody.extend({
  session_id: z.string(),
  version,
  locks: z.array(z.string()),
  origin: Origin,
  ...steps,
}).meta({ id: 'Draft' });
export const ReopenedReply = DraftReply.extend({ case_id: z.number().int() });

export const PreviewReply = CaseBody.extend({
  session_id: z.string().nullable().describe('null: the session store is out, and the draft is in this reply alone.'),
  editing: z.union([z.object({ enabled: z.literal(true) }), z.object({ enabled: z.literal(false), reason: z.string() })]),
}).meta({ id: 'Preview' });

export const StoredReply = CaseBody.extend({ case_id: z.number().int(), version, created_at: z.string() }).meta({
  id: 'StoredCase',
});

const Edited = DraftReply.partial().extend({
  status: z.literal('success'),
  message: z.string(),
  session_id: z.string(),
  version,
  ...steps,
  changes: z.array(z.string()),
});
export const UndoReply = Edited;
export const MovedReply = z
  .object({
    feature_name: z.string(),
    diagnostic_bucket: z.string(),
    tier_level: z.number().int(),
    asked: z.number(),
    got: z.number(),
  })
  .meta({ id: 'MovedRatio', description: 'A likelihood ratio that the rest of its row did not let be as asked for.' });
export const EditReply = Edited.extend({ moved: z.array(MovedReply), merged: z.boolean() });

/** import-reply.ts: a draft like a preview, or a saved case. */
const imported = { moved: z.array(MovedReply), notes: z.array(z.string()).describe('What was inferred or changed.') };
export const ImportReply = z.union([
  PreviewReply.extend({ version: version.nullable(), ...imported }),
  StoredReply.extend(imported),
]);

export const HistoryReply = z.object({ session_id: z.string(), version, ...steps, revisions: z.array(RevisionReply) });

export const RegenerateReply = z.object({
  session_id: z.string().nullable().describe('null: the case came along, and is kept nowhere.'),
  version: version.optional(),
  feature_likelihood_ratios: z.array(WireRatio),
  citations: CaseBody.shape.citations,
  audits: z.array(AuditReply),
});
export const SectionReply = DraftReply.extend({
  status: z.literal('success'),
  section: z.enum(sections),
  changes: z.array(z.string()),
  merged: z.boolean(),
});

export const CasesReply = z.array(
  z.object({
    case_id: z.number().int(),
    title: z.string(),
    description: z.string(),
    primary_diagnosis: z.string(),
    chief_complaint: z.string().nullable(),
    created_at: z.string(),
    version,
    retired: z.boolean(),
  }),
);

export const VersionsReply = z.object({
  case_id: z.number().int(),
  versions: z.array(
    z.object({
      version,
      created_at: z.string(),
      title: z.string(),
      finalized_by: z.string().nullable(),
      parent: Origin,
      content_hash: z.string(),
      override: z.object({ reason: z.string(), by: z.string(), at: z.string(), audits: z.array(z.string()) }).nullable(),
    }),
  ),
});

export const DiffReply = z.object({
  case_id: z.number().int(),
  from: version,
  to: version,
  sentences: z.array(z.string()),
  changes: z.array(z.object({ field: z.string(), sentence: z.string(), from: z.unknown(), to: z.unknown() })),
});

export const RetireReply = z.object({ case_id: z.number().int(), retired: z.boolean() });
