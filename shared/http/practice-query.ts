import * as z from 'zod';

const findingId = /^[\w.-]{1,80}$/;
const mostAsked = 300;

/** The door without a query; one answer; or the reveal for what was asked, in that order. */
export const PracticeQuery = z
  .object({
    ask: z.string().regex(findingId, 'must be the id of something on the menu').optional(),
    reveal: z.literal('1', 'is 1 or left out').optional(),
    asked: z
      .string()
      .transform((text) => (text === '' ? [] : text.split(',')))
      .pipe(
        z
          .array(z.string().regex(findingId, 'must be ids from the menu, separated by commas'))
          .max(mostAsked, `names more than ${mostAsked} questions`)
          .refine((ids) => new Set(ids).size === ids.length, 'names a question twice'),
      )
      .optional(),
    tier_level: z.enum(['1', '2'], 'must be 1 or 2').optional(),
  })
  .check(({ value, issues }) => {
    const refuse = (path: string, message: string) => issues.push({ code: 'custom', path: [path], message, input: value });
    if (value.reveal !== undefined && value.ask !== undefined) refuse('ask', 'ends with the reveal; send one of the two');
    if (value.reveal === undefined && value.asked !== undefined) refuse('asked', 'belongs to reveal=1');
    if (value.reveal === undefined && value.tier_level !== undefined) refuse('tier_level', 'belongs to reveal=1');
  });
