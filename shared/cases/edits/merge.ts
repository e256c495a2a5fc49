import { AppError } from '../../errors.ts';
import type { CaseRecord, Generation } from '../case.ts';
import { changedFields, type Fields, fieldsOf, recordFrom, sameField } from '../fields.ts';
import type { Citation } from '../provenance.ts';
import { requireWhole } from '../require-whole.ts';
import { freshId } from './edit-findings.ts';
import { mergeGenerations } from './merge-generations.ts';
import { mergeOrders } from './merge-orders.ts';

/** A field that both sides changed, to different values; undefined where a side has removed it. */
export type Clash = { readonly field: string; readonly yours: unknown; readonly theirs: unknown };
export type Merged = { readonly record: CaseRecord } | { readonly clashes: readonly Clash[] };

/** `theirs` with everything that `mine` changed since `base`, field by field; or the fields on which the two disagree. */
export function mergeRecords(base: CaseRecord, mine: CaseRecord, theirs: CaseRecord): Merged {
  const [old, other] = [fieldsOf(base), fieldsOf(theirs)];
  const ours = withFreshFindings(old, fieldsOf(mine), other);
  const merged = new Map(other);
  const clashes: Clash[] = [];
  for (const field of changedFields(old, ours)) {
    if (sameField(field, ours, other)) continue;
    if (isOfAnother(field, old, other)) {
      clashes.push({ field, yours: ours.get(field), theirs: undefined });
      continue;
    }
    const value = sameField(field, old, other) ? ours.get(field) : reconciled(field, old, ours, other);
    if (value === undefined && !sameField(field, old, other))
      clashes.push({ field, yours: ours.get(field), theirs: other.get(field) });
    else if (value === undefined) merged.delete(field);
    else merged.set(field, value);
  }
  return clashes.length > 0 ? { clashes } : whole(recordFrom(merged));
}

/**
 * Whether a field belongs to a finding that the other side has taken away and put another in its place: an id may be given
 * again, and what was meant for the one must not hit the other.
 */
function isOfAnother(field: string, old: Fields, other: Fields): boolean {
  const id = /^(?:findings|likelihoods)\.([^.]+)\./.exec(field)?.[1];
  if (id === undefined) return false;
  const differs = (part: string): boolean => !sameField(`findings.${id}.${part}`, old, other);
  return differs('category') || (differs('finding') && ['question', 'examination', 'test'].some(differs));
}

/** Lists that both sides may have added to without getting into each other's way. */
function reconciled(field: string, old: Fields, ours: Fields, other: Fields): unknown {
  if (field === 'citations') {
    const lists = [...(other.get(field) as Citation[]), ...(ours.get(field) as Citation[])];
    return [...new Map(lists.map((citation) => [citation.id, citation])).values()];
  }
  if (field === 'generation') {
    const [base, mine, theirs] = [old, ours, other].map((fields) => fields.get(field) as Generation);
    return base && mine && theirs && mergeGenerations(base, mine, theirs);
  }
  if (!/^(?:finding|bucket)_order/.test(field)) return undefined;
  const [base = [], mine = [], theirs = []] = [old, ours, other].map((fields) => fields.get(field) as string[]);
  return mergeOrders(base, mine, theirs);
}

/** Findings that both sides added under one id are two findings: ours gets another one. */
function withFreshFindings(old: Fields, ours: Fields, other: Fields): Fields {
  const added = (fields: Fields): string[] =>
    (fields.get('finding_order') as string[]).filter((id) => !old.has(`findings.${id}.category`));
  const used = [...(other.get('finding_order') as string[]), ...(ours.get('finding_order') as string[])];
  const renamed = new Map<string, string>();
  for (const id of added(ours).filter((one) => added(other).includes(one))) {
    const fresh = freshId(/^[a-z]+/i.exec(id)?.[0] ?? 'f', used);
    used.push(fresh);
    renamed.set(id, fresh);
  }
  if (renamed.size === 0) return ours;
  const rename = (key: string): string =>
    key.replace(/^(findings|likelihoods)\.([^.]+)\./, (_, kind: string, id: string) => `${kind}.${renamed.get(id) ?? id}.`);
  const fields = new Map([...ours].map(([key, value]): [string, unknown] => [rename(key), value]));
  fields.set(
    'finding_order',
    (ours.get('finding_order') as string[]).map((id) => renamed.get(id) ?? id),
  );
  return fields;
}

/** Two edits that are sound each on its own can leave a tree that is none: a bucket moved below one that was removed. */
function whole(record: CaseRecord): Merged {
  const { framework } = record;
  try {
    requireWhole(record);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { clashes: [{ field: 'diagnostic_framework', yours: error.errors[0]?.message, theirs: null }] };
  }
  const bare = [
    ...framework.tier1.filter(({ id }) => !framework.tier2.some(({ parentId }) => parentId === id)),
    ...framework.tier2.filter(({ id }) => !framework.leaves.some(({ parentId }) => parentId === id)),
  ];
  const isPrimaryThere = framework.leaves.some(({ id }) => id === framework.primaryLeafId);
  if (bare.length === 0 && isPrimaryThere) return { record };
  const field = isPrimaryThere ? `buckets.${bare[0]?.id}` : 'primary_leaf_id';
  return { clashes: [{ field, yours: null, theirs: null }] };
}
