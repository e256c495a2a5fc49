import { priorsOf } from '../cases/framework.ts';
import { sum } from '../reasoning/probability.ts';
import type { Audit } from './audit.ts';

/** Leaf priors are the one stored set; upper tiers sum them, so this is the sum of every tier. */
export const priorsSum: Audit = ({ framework }) => {
  const total = sum(priorsOf(framework));
  if (Math.abs(total - 1) <= 1e-9) return [];
  return [
    {
      id: 'priors-sum',
      severity: 'blocking',
      sentence: `The a-priori probabilities add up to ${total.toFixed(3)}; they should add up to 1.`,
      fields: ['/diagnostic_framework/2/a_priori_probabilities'],
    },
  ];
};
