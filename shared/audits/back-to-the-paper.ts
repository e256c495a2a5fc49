import type { CaseRecord } from '../cases/case.ts';
import { bucketsOf, priorsOf, tierLevels } from '../cases/framework.ts';
import { likelihoodRatios, type RatioPair } from '../reasoning/bayes.ts';
import { editRatio } from '../reasoning/edit-ratio.ts';
import type { Repair } from './audit.ts';

type Typed = {
  readonly id: string;
  readonly row: readonly number[];
  /** The leaves that the figure speaks of. */
  readonly members: readonly number[];
  /** The published LR in force. */
  readonly printed: number;
  readonly present: boolean;
};

/** The published LR typed in the author's place, where some bucket is what the figure speaks of and the numbers allow it. */
export function backToThePaper(
  { framework }: CaseRecord,
  { id, row, members, printed, present }: Typed,
  settles: (ratios: RatioPair) => boolean,
): Repair | undefined {
  const bucket = tierLevels
    .toReversed()
    .flatMap((tier) => bucketsOf(framework, tier))
    .find((one) => one.members.join() === members.join());
  if (!bucket) return undefined;
  const priors = priorsOf(framework);
  const edited = editRatio(priors, row, members, { ratio: printed, present });
  if (!edited.ok || !settles(likelihoodRatios(priors, edited.row, members))) return undefined;
  return {
    label: `Take the published ${present ? 'LR+' : 'LR−'} of ${printed} for “${bucket.name}”`,
    operations: [{ op: 'set-ratio', finding_id: id, bucket_id: bucket.id, likelihood_ratio: printed }],
  };
}
