import type { CaseRecord } from '../../../cases/case.ts';

/** What an audit says, as far as a model needs to hear it. */
export type Audited = { readonly id: string; readonly severity: 'blocking' | 'warning'; readonly sentence: string };
export type AuditCase = (record: CaseRecord) => readonly Audited[];

/** These are about numbers that are asked for elsewhere, or about what no section holds. */
const notOfWords = new Set([
  'priors-sum',
  'unknown-primary-leaf',
  'primary-not-on-top',
  'extreme-ratio',
  'dead-weight',
  'estimate-off-published',
  'certain-after-history',
  'few-discriminating',
  'likelihoods-missing',
  'state-unknown',
  'vitals-out-of-range',
  'names-share-15',
]);

export type Faults = { readonly problems: string[]; readonly wishes: string[] };

/**
 * What is wrong with a new part that was not wrong before, in the audits' own sentences. A part replaces one that stands: what
 * blocks a case is never let through.
 */
export function newFaults(audit: AuditCase, before: CaseRecord): (after: CaseRecord) => Faults {
  const known = counted(audit(before));
  return (after) => {
    const now = audit(after).filter(({ id }) => !notOfWords.has(id));
    const counts = counted(now);
    const fresh = now.filter((problem) => (counts.get(keyOf(problem)) ?? 0) > (known.get(keyOf(problem)) ?? 0));
    const sentences = (severity: Audited['severity']): string[] => [
      ...new Set(fresh.filter((problem) => problem.severity === severity).map(({ sentence }) => sentence)),
    ];
    return { problems: sentences('blocking'), wishes: sentences('warning') };
  };
}

const keyOf = ({ id, sentence }: Audited): string => `${id} ${sentence}`;

function counted(problems: readonly Audited[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const problem of problems) counts.set(keyOf(problem), (counts.get(keyOf(problem)) ?? 0) + 1);
  return counts;
}
