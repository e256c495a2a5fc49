import * as z from 'zod';
import { idRule, isId } from '../ids.ts';
import { isReadable as readable } from '../readable.ts';

/** What an author can do to a draft, as the API takes it. All of a list is done, or nothing. */

const readableText = (longest: number) =>
  z.string().max(longest).refine(readable, 'must not contain NUL bytes or lone surrogates');
export const Text = readableText(20_000);
export const Phrase = readableText(300);
export const Name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(200)
  .refine(readable, 'must not contain NUL bytes or lone surrogates');
export const Id = z.string().refine(isId, idRule);
const Ratio = z.number('must be a number above 0').positive('must be above 0').max(1e6);
export const ShareOfOne = z.number('must be a number between 0 and 1').gt(0, 'must be above 0').lt(1, 'must be below 1');
const Field = z.string().regex(/^[\w.-]{1,120}$/, 'is not the name of a field');

/** The words of a finding, any category; which of them it has follows from its category. */
export const FindingWords = z.object({
  finding: Name.optional(),
  present: z.boolean().nullable().optional(),
  question: Text.optional(),
  expected_answer: Text.optional(),
  examination: Text.optional(),
  findings: Text.optional(),
  test: Text.optional(),
  rationale: Text.optional(),
  result: Text.optional(),
});
export type FindingWords = z.infer<typeof FindingWords>;

export const Category = z.enum(['history', 'physical_exam', 'diagnostic_workup']);

export const Operation = z.discriminatedUnion('op', [
  FindingWords.extend({ op: z.literal('set-finding'), finding_id: Id }).strict(),
  FindingWords.extend({
    op: z.literal('add-finding'),
    category: Category,
    finding: Name,
    finding_id: Id.optional(),
    before: Id.nullable().optional(),
  }).strict(),
  z.strictObject({ op: z.literal('remove-finding'), finding_id: Id }),
  z.strictObject({ op: z.literal('move-finding'), finding_id: Id, before: Id.nullable() }),
  z.strictObject({ op: z.literal('rename-bucket'), bucket_id: Id, name: Name.optional(), description: Text.optional() }),
  z.strictObject({ op: z.literal('merge-buckets'), bucket_ids: z.array(Id).min(2).max(50), name: Name.optional() }),
  z.strictObject({
    op: z.literal('split-bucket'),
    bucket_id: Id,
    /** Leaves give each part a share of the prior, upper buckets the ids of the children that it takes. */
    into: z
      .array(z.strictObject({ name: Name, share: ShareOfOne.optional(), children: z.array(Id).optional() }))
      .min(2)
      .max(12),
  }),
  z.strictObject({
    op: z.literal('add-bucket'),
    tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    parent_id: Id.nullable().optional(),
    bucket_id: Id.optional(),
    name: Name,
    description: Text.optional(),
    prior: ShareOfOne.optional(),
  }),
  z.strictObject({ op: z.literal('remove-bucket'), bucket_id: Id }),
  z.strictObject({ op: z.literal('move-bucket'), bucket_id: Id, parent_id: Id.optional(), before: Id.nullable().optional() }),
  z.strictObject({ op: z.literal('set-prior'), bucket_id: Id, prior: ShareOfOne }),
  z.strictObject({
    op: z.literal('set-priors'),
    tier_level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    priors: z.record(Id, ShareOfOne),
  }),
  z.strictObject({
    op: z.literal('set-probability'),
    finding_id: Id,
    bucket_id: Id,
    probability: z.number('must be a number from 0.005 to 0.995'),
  }),
  z.strictObject({ op: z.literal('set-ratio'), finding_id: Id, bucket_id: Id, likelihood_ratio: Ratio }),
  z.strictObject({
    op: z.literal('fit-ratios'),
    finding_id: Id,
    ratios: z.array(z.strictObject({ bucket_id: Id, likelihood_ratio: Ratio })).min(1),
  }),
  z.strictObject({ op: z.literal('clear-likelihoods'), finding_id: Id }),
  z.strictObject({ op: z.literal('set-primary'), bucket_id: Id }),
  z.strictObject({ op: z.literal('lock'), fields: z.array(Field).min(1).max(500) }),
  z.strictObject({ op: z.literal('unlock'), fields: z.array(Field).min(1).max(500) }),
]);
export type Operation = z.infer<typeof Operation>;
/** One kind of operation, by its name. */
export type OperationOf<Op extends Operation['op']> = Extract<Operation, { op: Op }>;
