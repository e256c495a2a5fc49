import { primaryLeafIndex } from '../cases/framework.ts';
import type { Audit } from './audit.ts';

export const primaryLeaf: Audit = ({ framework }) =>
  primaryLeafIndex(framework) >= 0
    ? []
    : [
        {
          id: 'unknown-primary-leaf',
          severity: 'blocking',
          sentence: 'None of the tier-3 buckets is marked as the primary diagnosis.',
          fields: ['/primary_leaf_id'],
        },
      ];
