import type { CaseRecord } from '../case.ts';
import { changedFields, fieldsOf } from '../fields.ts';
import { findingChanges } from './finding-changes.ts';
import { numberChanges } from './number-changes.ts';
import { treeChanges } from './tree-changes.ts';

/** One difference between two records, in words that a teacher reads. `field` is the field's key (fields.ts). */
export type Change = {
  readonly field: string;
  readonly sentence: string;
  readonly from?: unknown;
  readonly to?: unknown;
};

const texts: Readonly<Record<string, string>> = {
  title: 'Title',
  description: 'Description',
  primary_diagnosis: 'Primary diagnosis',
  presentation: 'Presentation',
  patient_personality: 'Patient personality',
  objectives: 'Objectives',
};

const longestQuote = 60;
const isShort = (value: unknown): value is string | number => `${value}`.length <= longestQuote && typeof value !== 'object';

/** What changed from one record to another: words first, then the tree, then the numbers and what they lead to. */
export function compareRecords(before: CaseRecord, after: CaseRecord): Change[] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  const changed = changedFields(old, next);
  if (changed.length === 0) return [];
  const words = changed.flatMap((field): Change[] => {
    const name = texts[field] ?? chartName(field);
    if (name === undefined) return [];
    const [from, to] = [old.get(field), next.get(field)];
    const sentence = isShort(from) && isShort(to) ? `${name} changed from ${from} to ${to}` : `${name} rewritten`;
    return [{ field, sentence, from, to }];
  });
  return [...words, ...findingChanges(before, after), ...treeChanges(before, after), ...numberChanges(before, after)];
}

const chartName = (field: string): string | undefined => {
  if (!field.startsWith('door_chart.')) return undefined;
  const [part = ''] = field.split('.').slice(-1);
  return `Door chart: ${part.replaceAll('_', ' ')}`;
};
