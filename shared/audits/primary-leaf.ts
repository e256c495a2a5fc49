import type { CaseRecord } from '../cases/case.ts';
import { primaryLeafIndex } from '../cases/framework.ts';
import type { Audit, Repair } from './audit.ts';

export const primaryLeaf: Audit = (record) => {
  if (primaryLeafIndex(record.framework) >= 0) return [];
  const repair = markTheNamed(record);
  return [
    {
      id: 'unknown-primary-leaf',
      severity: 'blocking',
      sentence: 'None of the tier-3 buckets is marked as the primary diagnosis.',
      fields: ['/primary_leaf_id'],
      ...(repair ? { repair } : {}),
    },
  ];
};

/** The one tier-3 bucket that is called as the primary diagnosis is, by any of its names; nothing where none or several are. */
function markTheNamed({ primaryDiagnosis, primaryAliases, framework }: CaseRecord): Repair | undefined {
  const folded = (name: string): string =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, ' ');
  const names = new Set([primaryDiagnosis, ...primaryAliases.names, ...primaryAliases.abbreviations].map(folded));
  const [leaf, another] = framework.leaves.filter(({ name }) => names.has(folded(name)));
  if (!leaf || another) return undefined;
  return { label: `Mark “${leaf.name}” as the primary diagnosis`, operations: [{ op: 'set-primary', bucket_id: leaf.id }] };
}
