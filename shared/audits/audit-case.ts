import type { CaseRecord } from '../cases/case.ts';
import type { Audit, Problem } from './audit.ts';
import { diagnosisLeak } from './diagnosis-leak.ts';
import { likelihoodsMissing } from './likelihoods-missing.ts';
import { missingResult } from './missing-result.ts';
import { primaryLeaf } from './primary-leaf.ts';
import { primaryOnTop } from './primary-on-top.ts';
import { priorsSum } from './priors-sum.ts';
import { stateUnknown } from './state-unknown.ts';
import { tooFewDiscriminating } from './too-few-discriminating.ts';

const structural: readonly Audit[] = [priorsSum, primaryLeaf];
/** These reason over the numbers, and have nothing to say of a tree that is broken. */
const substantial: readonly Audit[] = [
  primaryOnTop,
  missingResult,
  diagnosisLeak,
  stateUnknown,
  likelihoodsMissing,
  tooFewDiscriminating,
];

/** Everything that is wrong with a case, blocking first. */
export function auditCase(record: CaseRecord): Problem[] {
  const broken = structural.flatMap((audit) => audit(record));
  const problems = broken.length > 0 ? broken : substantial.flatMap((audit) => audit(record));
  return problems.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}
