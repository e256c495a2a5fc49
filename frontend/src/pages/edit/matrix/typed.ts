import type { CaseRecord } from '../../../../../shared/cases/case.ts';
import { rowOf } from '../../../../../shared/cases/derive.ts';
import type { Finding } from '../../../../../shared/cases/finding.ts';
import { type BucketView, priorsOf, type TierLevel } from '../../../../../shared/cases/framework.ts';
import { conditionals } from '../../../../../shared/reasoning/bayes.ts';
import type { Operation } from '../../../api/types.ts';
import { readPercent, readRatio } from '../../../ui/numbers.ts';

export type Shown = 'ratio' | 'percent';

/**
 * What a number typed into a cell asks for. A sign says which of the two it is ("35 %", "LR 3"); without one it is what
 * the matrix shows. A percentage for a bucket above the leaves is the LR that brings its mean there.
 */
export function operationFor(
  text: string,
  shown: Shown,
  place: { readonly record: CaseRecord; readonly finding: Finding; readonly bucket: BucketView; readonly tier: TierLevel },
): Operation | undefined {
  const isPercent = text.includes('%') || (shown === 'percent' && !/^\s*(lr|x|×)/i.test(text));
  const { finding, bucket, tier, record } = place;
  const target = { finding_id: finding.id, bucket_id: bucket.id };
  if (!isPercent) {
    const likelihood_ratio = readRatio(text);
    return likelihood_ratio === undefined ? undefined : { op: 'set-ratio', ...target, likelihood_ratio };
  }
  const probability = readPercent(shown === 'percent' && !text.includes('%') ? `${text}%` : text);
  if (probability === undefined) return undefined;
  if (tier === 3) return { op: 'set-probability', ...target, probability };
  const { outside } = conditionals(priorsOf(record.framework), rowOf(record, finding.id), bucket.members);
  const likelihood_ratio = finding.present === false ? (1 - probability) / (1 - outside) : probability / outside;
  return { op: 'set-ratio', ...target, likelihood_ratio };
}
