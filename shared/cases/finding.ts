import * as z from 'zod';

/** One clinical fact that this patient has or has not, with what the learner asks and gets. */
const shared = {
  id: z.string().min(1),
  /** A noun phrase in standard clinical terms. */
  finding: z.string().min(1),
  /** null: nobody has said yet; it takes no part in the numbers, and an audit asks. */
  present: z.boolean().nullable(),
};

export const HistoryFinding = z.strictObject({
  ...shared,
  category: z.literal('history'),
  question: z.string().min(1),
  expectedAnswer: z.string(),
});

export const ExamFinding = z.strictObject({
  ...shared,
  category: z.literal('physical_exam'),
  examination: z.string().min(1),
  findings: z.string(),
});

export const WorkupFinding = z.strictObject({
  ...shared,
  category: z.literal('diagnostic_workup'),
  test: z.string().min(1),
  rationale: z.string(),
  /** A value with its unit, or a reading. */
  result: z.string(),
});

export const Finding = z.discriminatedUnion('category', [HistoryFinding, ExamFinding, WorkupFinding]);
export type Finding = z.infer<typeof Finding>;
export type FindingCategory = Finding['category'];

/** What the learner is told when asking for the finding. */
export function answerOf(finding: Finding): string {
  switch (finding.category) {
    case 'history':
      return finding.expectedAnswer;
    case 'physical_exam':
      return finding.findings;
    case 'diagnostic_workup':
      return finding.result;
  }
}
