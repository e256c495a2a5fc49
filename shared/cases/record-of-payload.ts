import type { CaseRecord } from './case.ts';
import type { Aliases } from './edits/apply-lists.ts';
import type { By } from './edits/author-cell.ts';
import { recordFromSeed } from './from-seed.ts';
import { fromWire } from './from-wire.ts';

const parts = ['case_details', 'diagnostic_framework', 'feature_likelihood_ratios', 'primary_diagnosis'] as const;
/** What only our own replies carry: with these a payload is the whole record, and nothing has to be inferred. */
const ours = ['primary_leaf_id', 'generation', 'citations'] as const;

/**
 * The record that a payload makes without a draft behind it, or undefined where it is not whole. A payload that is whole but
 * wrong is `invalid-request`, with its fields.
 */
export async function recordOfPayload(
  payload: unknown,
  by: By,
  aliasesOf: (diagnosis: string) => Promise<Aliases>,
): Promise<CaseRecord | undefined> {
  if (payload === null || typeof payload !== 'object') return undefined;
  const given = payload as Record<string, unknown>;
  const has = (part: string): boolean => given[part] !== undefined && given[part] !== null;
  if (!parts.every(has)) return undefined;
  if (ours.every(has)) return fromWire(given);
  const { record } = recordFromSeed(given, by);
  return { ...record, primaryAliases: await aliasesOf(record.primaryDiagnosis) };
}
