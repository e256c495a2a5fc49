import { isUnestimated } from '../cases/derive.ts';
import type { Audit } from './audit.ts';

export const likelihoodsMissing: Audit = (record) =>
  record.findings
    .filter(({ id }) => isUnestimated(record, id))
    .map(({ id, finding }) => ({
      id: 'likelihoods-missing',
      severity: 'warning',
      sentence: `“${finding}” has no likelihoods yet and moves nothing; have them estimated, or type them.`,
      fields: [`/feature_likelihood_ratios#${id}`],
    }));
