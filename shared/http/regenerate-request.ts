import * as z from 'zod';
import { Seed } from '../cases/case-request.ts';
import { ListsPatch } from '../cases/edits/lists.ts';
import { Text } from '../cases/edits/operations.ts';
import { SessionId } from '../cases/numbers-and-ids.ts';
import { sections } from '../cases/sections.ts';

const Model = z.string().max(100);

/** POST /regenerate-lrs: what comes along is edited first. The ratios themselves are what is asked for. */
export const RegenerateRequest = ListsPatch.omit({ feature_likelihood_ratios: true }).extend({
  session_id: SessionId.optional(),
  model: Model.optional(),
});

/** Strict: lists that are sent along would be ignored, and their author would take the reply for them. */
export const SectionRequest = z.strictObject({
  session_id: SessionId,
  section: z.enum(sections, `choose one of ${sections.join(', ')}`),
  /** What the author would like to be different. */
  instruction: Text.trim().max(1_000, 'must be 1,000 characters or less').optional(),
  model: Model.optional(),
  /** Older clients send it with every request; a section keeps the temperature of its case. */
  temperature: z.unknown().optional(),
  seed: Seed.optional(),
});
