import { primaryLeafIndex } from '../cases/framework.ts';
import type { Audit } from './audit.ts';

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];

/** A case that calls its diagnosis one thing and its primary leaf another, without a word or a known name in common. */
export const diagnosisWithoutLeaf: Audit = ({ primaryDiagnosis, primaryAliases, framework }) => {
  const leaf = framework.leaves[primaryLeafIndex(framework)];
  if (!leaf) return [];
  const names = [primaryDiagnosis, ...primaryAliases.names, ...primaryAliases.abbreviations];
  const known = new Set(names.flatMap(wordsOf));
  if (wordsOf(leaf.name).some((word) => known.has(word))) return [];
  return [
    {
      id: 'diagnosis-without-leaf',
      severity: 'warning',
      sentence: `The case is about “${primaryDiagnosis}”, and its primary bucket is “${leaf.name}”: name them alike, or choose another bucket.`,
      fields: ['/primary_diagnosis', '/primary_leaf_id'],
    },
  ];
};
