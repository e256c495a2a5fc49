import type { CaseRecord } from '../cases/case.ts';
import { bucketsOf, priorsOf, type TierLevel } from '../cases/framework.ts';
import { AppError } from '../errors.ts';
import { bucketPrior } from '../reasoning/bayes.ts';
import { requireReadableBuckets } from './matrix-problems.ts';
import { cellText } from './plain-text.ts';

/**
 * Priors of one tier as the simulator's form takes them, under the names that the matrix has. Written by hand, because
 * JSON.stringify would cut `0.050` to `0.05` and put names that look like numbers first.
 */
export function priorProbabilities(record: CaseRecord, tier: TierLevel): string {
  const columns = bucketsOf(record.framework, tier).map((bucket) => ({ heading: cellText(bucket.name), bucket }));
  requireReadableBuckets({ tier, columns });
  const priors = columns.map(({ bucket }) => bucketPrior(priorsOf(record.framework), bucket.members));
  const lines = thousandths(priors).map((units, i) => `  ${JSON.stringify(columns[i]?.heading)}: ${(units / 1000).toFixed(3)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * Shares in thousandths that add up to exactly 1000, each at least 1, by largest remainder: rounding one by one would miss
 * the sum by up to half a thousandth for each bucket, and the form refuses 0 and 1.
 */
export function thousandths(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(total > 0 && shares.length < 1000))
    throw new AppError('conflict', 'The priors cannot be exported yet: they add up to 0. Give the tier-3 buckets their priors.');
  const exact = shares.map((share) => (share / total) * 1000);
  const units = exact.map((share) => Math.max(1, Math.floor(share)));
  for (let left = 1000 - units.reduce((sum, unit) => sum + unit, 0); left !== 0; left -= Math.sign(left)) {
    const step = Math.sign(left);
    // The bucket that is furthest below its share gets one; the one that is furthest above gives one, but never its last.
    const owed = units.map((unit, i) => (step < 0 && unit === 1 ? -Infinity : ((exact[i] ?? 0) - unit) * step));
    const chosen = owed.indexOf(Math.max(...owed));
    units[chosen] = (units[chosen] ?? 0) + step;
  }
  return units;
}
