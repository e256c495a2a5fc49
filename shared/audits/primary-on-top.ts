import { posteriorOf } from '../cases/derive.ts';
import { bucketsOf, primaryLeafIndex, type TierLevel, tierLevels } from '../cases/framework.ts';
import { bucketPrior } from '../reasoning/bayes.ts';
import { at } from '../reasoning/probability.ts';
import type { Audit, Problem } from './audit.ts';

const percent = (p: number): string => `${(100 * p).toFixed(0)} %`;

/** After all findings the bucket that holds the primary diagnosis should lead tier 3; where it does not, the tiers say so. */
export const primaryOnTop: Audit = (record) => {
  const after = posteriorOf(record);
  const primary = primaryLeafIndex(record.framework);
  const problemAt = (tier: TierLevel): Problem[] => {
    const buckets = bucketsOf(record.framework, tier).map((bucket) => ({
      ...bucket,
      posterior: bucketPrior(after, bucket.members),
    }));
    const own = buckets.find(({ members }) => members.includes(primary));
    const leader = buckets.toSorted((a, b) => b.posterior - a.posterior)[0];
    if (!own || !leader || own.posterior >= leader.posterior) return [];
    return [
      {
        id: 'primary-not-on-top',
        severity: 'blocking',
        sentence: `After all findings “${leader.name}” (${percent(leader.posterior)}) leads tier ${tier} before “${own.name}” (${percent(own.posterior)}), which holds the primary diagnosis.`,
        fields: ['/primary_leaf_id', `/diagnostic_framework/${tier - 1}`],
      },
    ];
  };
  if (at(after, primary) >= Math.max(...after)) return tierLevels.slice(0, 2).flatMap(problemAt);
  return problemAt(3);
};
