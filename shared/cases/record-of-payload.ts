import { AppError } from '../errors.ts';
import type { CaseRecord } from './case.ts';
import { type Aliases, applyLists } from './edits/apply-lists.ts';
import type { By } from './edits/author-cell.ts';
import { ListsPatch } from './edits/lists.ts';
import { recordFromSeed } from './from-seed.ts';
import { fromWire } from './from-wire.ts';
import { requireReadable } from './readable.ts';

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
  requireReadable(given);
  // What was typed over the numbers of a reply is an edit of the record that the reply showed.
  if (ours.every(has)) return applyLists(fromWire(given), listsOf(given), undefined, by).record;
  const { record } = recordFromSeed(given, by);
  return { ...record, primaryAliases: await aliasesOf(record.primaryDiagnosis) };
}

/** The title is read from the payload's top already; the one in the details is only a copy. */
function listsOf(payload: Record<string, unknown>): ListsPatch {
  const parsed = ListsPatch.safeParse(payload);
  if (parsed.success) {
    const { case_details: details } = parsed.data;
    return { ...parsed.data, title: undefined, case_details: details && { ...details, title: undefined } };
  }
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new AppError('invalid-request', 'The case does not have the shape of the contract.', { errors: errors.slice(0, 20) });
}
