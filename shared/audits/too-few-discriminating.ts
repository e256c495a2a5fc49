import { observationsOf } from '../cases/derive.ts';
import { primaryLeafIndex, priorsOf } from '../cases/framework.ts';
import { difficulty } from '../reasoning/difficulty.ts';
import type { Audit } from './audit.ts';

const fewest = 3;

export const tooFewDiscriminating: Audit = (record) => {
  const { discriminating } = difficulty(priorsOf(record.framework), observationsOf(record), primaryLeafIndex(record.framework));
  if (discriminating >= fewest) return [];
  return [
    {
      id: 'few-discriminating',
      severity: 'warning',
      sentence: `Only ${discriminating} findings have a likelihood ratio of at least 2, or at most 0.5, for the primary diagnosis; learners have little to reason with.`,
      fields: ['/feature_likelihood_ratios'],
    },
  ];
};
