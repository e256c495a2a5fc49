import type { Audit } from './audit.ts';

export const likelihoodsMissing: Audit = ({ findings, likelihoods }) =>
  findings
    .filter(({ id }) => Object.values(likelihoods[id] ?? {}).some(({ provenance }) => provenance.source === 'not_estimated'))
    .map(({ id, finding }) => ({
      id: 'likelihoods-missing',
      severity: 'warning',
      sentence: `“${finding}” has no likelihoods yet and moves nothing; have them estimated, or type them.`,
      fields: [`/feature_likelihood_ratios#${id}`],
    }));
