import { bucketsOf, priorsOf } from '../cases/framework.ts';
import { sum } from '../reasoning/probability.ts';
import type { Audit, Repair } from './audit.ts';

/** Leaf priors are the one stored set; upper tiers sum them, so this is the sum of every tier. */
export const priorsSum: Audit = ({ framework }) => {
  const priors = priorsOf(framework);
  const total = sum(priors);
  if (Math.abs(total - 1) <= 1e-9) return [];
  const repair: Repair = {
    label: 'Scale all priors in proportion until they add up to 1',
    operations: [
      {
        op: 'set-priors',
        tier_level: 3,
        priors: Object.fromEntries(bucketsOf(framework, 3).map(({ id }, leaf) => [id, (priors[leaf] ?? 0) / total])),
      },
    ],
  };
  const inProportion = total > 0 && priors.every((prior) => prior > 0);
  return [
    {
      id: 'priors-sum',
      severity: 'blocking',
      sentence: `The a-priori probabilities add up to ${total.toFixed(3)}; they should add up to 1.`,
      fields: ['/diagnostic_framework/2/a_priori_probabilities'],
      ...(inProportion ? { repair } : {}),
    },
  ];
};
