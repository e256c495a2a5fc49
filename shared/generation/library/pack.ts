import * as z from 'zod';

/**
 * A pack is what the built-in library knows of one chief complaint: the differential as a tree, every finding worth
 * asking for with the words of both answers, and P(finding | diagnosis) in percent where no paper gives a figure.
 * Packs are written by hand; this schema is the door they come in by.
 */

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Text = z.string().min(2);
const Range = z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, 'low end first');

/** Vital signs in their usual units: beats/min, mmHg, breaths/min, °C, %, mmol/L. */
export const VitalRanges = z.strictObject({
  hr: Range.optional(),
  sbp: Range.optional(),
  dbp: Range.optional(),
  rr: Range.optional(),
  temp: Range.optional(),
  spo2: Range.optional(),
  glucose: Range.optional(),
});
export type VitalRanges = z.infer<typeof VitalRanges>;

/** A sentence, or one that may be used only when the findings named in `if` have the stated states. */
const Line = z.union([Text, z.strictObject({ text: Text, if: z.record(Id, z.boolean()) })]);
export type Line = z.infer<typeof Line>;

export const DiagnosisEntry = z.strictObject({
  id: Id,
  name: Text,
  icd10: z.string().regex(/^[A-Z]\d\d(\.\d{1,4})?$/),
  synonyms: z.array(Text),
  abbreviations: z.array(z.string().min(2)),
  /** Terms that would give it away but name another diagnosis first: nobody asks for it by them. */
  giveaways: z.array(z.string().min(2)).default([]),
});
export type DiagnosisEntry = z.infer<typeof DiagnosisEntry>;

const Bucket = z.strictObject({ id: Id, name: Text, description: Text });

export const Leaf = z.strictObject({
  diagnosis: Id,
  parent: Id,
  description: Text,
  /** A-priori share among patients with this complaint; rescaled so that the tree sums to 1. */
  prior: z.number().positive().max(0.9),
  /** `prev.…` or `share.…` id of the published figure that `prior` repeats, or why it is estimated. */
  prior_source: z.union([z.strictObject({ ref: z.string() }), z.strictObject({ estimate: Text })]),
  /** Not in the tree unless it is the case's primary diagnosis; then it takes the place of the leaves in `replaces`. */
  on_request: z.boolean().default(false),
  replaces: z.array(Id).default([]),
  /** The default leaves that an umbrella term is made of: figures about it speak of them together. */
  covers: z.array(Id).default([]),
  ages: Range,
  /** The side it is on, where that is part of the disease: an appendix is on the right. */
  side: z.enum(['left', 'right']).optional(),
  female: z.number().min(0).max(1),
  vitals: VitalRanges,
  durations: z.array(Text).min(2),
  onset: z.array(Line).min(3),
  appearance: z.array(Line).min(3),
  objectives: z.array(Text).min(2).max(4),
});
export type Leaf = z.infer<typeof Leaf>;

export const PackFinding = z.strictObject({
  id: Id,
  category: z.enum(['history', 'physical_exam', 'diagnostic_workup']),
  name: Text,
  ask: z.array(Text).min(1),
  why: z.array(Text).default([]),
  present: z.array(Text).min(2),
  absent: z.array(Text).min(2),
  /** Percent of patients with each diagnosis who have it; `*` for every leaf that is not named. */
  p: z.record(z.string(), z.number().min(0.5).max(99.5)),
  figures: z.array(z.string()).default([]),
  /** At most one finding of a group enters a case: one ECG, one D-dimer, one stratum of a score. */
  group: Id.optional(),
  excludes: z.array(Id).default([]),
  only: z
    .strictObject({ sex: z.enum(['male', 'female']).optional(), ages: Range.optional(), diagnoses: z.array(Id).optional() })
    .optional(),
  /** Words by which an author's description names this finding; a denial in front of one makes it absent. */
  mention: z.array(Text).default([]),
  /** What the presentation may say when the finding is present: things that anyone in the room can see or is told first. */
  shows: z.array(Text).default([]),
  vitals: z.strictObject({ present: VitalRanges.optional(), absent: VitalRanges.optional() }).optional(),
});
export type PackFinding = z.infer<typeof PackFinding>;

export const Pack = z.strictObject({
  id: Id,
  complaint: Text,
  aliases: z.array(Text).min(2),
  informant: z.enum(['patient', 'parent', 'companion']),
  titles: z.array(Text).min(4),
  door: z.array(Text).min(4),
  tier1: z.array(Bucket).min(4).max(6),
  tier2: z
    .array(Bucket.extend({ parent: Id }))
    .min(4)
    .max(8),
  leaves: z.array(Leaf).min(5),
  other: z.strictObject({ name: Text, parent: Id, description: Text, prior: z.number().positive() }),
  diagnoses: z.array(DiagnosisEntry).min(5),
  findings: z.array(PackFinding).min(20),
});
export type Pack = z.infer<typeof Pack>;
