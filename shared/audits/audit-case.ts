import type { CaseRecord } from '../cases/case.ts';
import { answerContradictsState } from './answer-contradicts-state.ts';
import type { Audit, Problem } from './audit.ts';
import { certainAfterHistory } from './certain-after-history.ts';
import { deadWeight } from './dead-weight.ts';
import { diagnosisLeak } from './diagnosis-leak.ts';
import { diagnosisWithoutLeaf } from './diagnosis-without-leaf.ts';
import { estimateOffPublished } from './estimate-off-published.ts';
import { examAgainstResult } from './exam-against-result.ts';
import { extremeRatio } from './extreme-ratio.ts';
import { likelihoodsMissing } from './likelihoods-missing.ts';
import { medicationAgainstHistory } from './medication-against-history.ts';
import { missingResult } from './missing-result.ts';
import { featureNamesNotUnique, namesShare15 } from './names-unique.ts';
import { narrativeOtherPatient } from './narrative-other-patient.ts';
import { primaryLeaf } from './primary-leaf.ts';
import { primaryOnTop } from './primary-on-top.ts';
import { priorsSum } from './priors-sum.ts';
import { readingsDisagree } from './readings-disagree.ts';
import { resultAgainstItself } from './result-against-itself.ts';
import { sameMeasure } from './same-measure.ts';
import { sexAndPregnancy } from './sex-and-pregnancy.ts';
import { stateUnknown } from './state-unknown.ts';
import { tooFewDiscriminating } from './too-few-discriminating.ts';
import { vitalsAgainstFinding } from './vitals-against-finding.ts';
import { vitalsOutOfRange } from './vitals-out-of-range.ts';

const structural: readonly Audit[] = [priorsSum, primaryLeaf];
/** These reason over the numbers, and have nothing to say of a tree that is broken. */
const numeric: readonly Audit[] = [
  primaryOnTop,
  extremeRatio,
  deadWeight,
  estimateOffPublished,
  certainAfterHistory,
  tooFewDiscriminating,
];
/** These read the words. */
const textual: readonly Audit[] = [
  diagnosisWithoutLeaf,
  missingResult,
  diagnosisLeak,
  answerContradictsState,
  stateUnknown,
  likelihoodsMissing,
  sameMeasure,
  vitalsOutOfRange,
  vitalsAgainstFinding,
  sexAndPregnancy,
  medicationAgainstHistory,
  narrativeOtherPatient,
  readingsDisagree,
  examAgainstResult,
  resultAgainstItself,
  namesShare15,
  featureNamesNotUnique,
];

/** Everything that is wrong with a case, blocking first. */
export function auditCase(record: CaseRecord): Problem[] {
  const broken = structural.flatMap((audit) => audit(record));
  const audits = broken.length > 0 ? [] : [...numeric, ...textual];
  const problems = [...broken, ...audits.flatMap((audit) => audit(record))];
  return problems.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}
