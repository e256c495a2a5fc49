import { AppError, type FieldError } from '../errors.ts';
import type { CaseRecord } from './case.ts';
import { idRule, isId } from './ids.ts';

/**
 * The record, or a 422 that names what does not hang together: ids that stand twice, parents that are not there, and
 * findings whose likelihoods are not exactly those of the leaves.
 */
export function requireWhole(record: CaseRecord): CaseRecord {
  const { findings, framework, likelihoods } = record;
  const findingIds = findings.map(({ id }) => id);
  const leafIds = framework.leaves.map(({ id }) => id);
  const errors: FieldError[] = [
    ...twice('case_details', findingIds),
    ...twice(
      'diagnostic_framework',
      [...framework.tier1, ...framework.tier2, ...framework.leaves].map(({ id }) => id),
    ),
    ...namesTwice(framework),
    ...badIds('case_details', findingIds),
    ...badIds(
      'diagnostic_framework',
      [...framework.tier1, ...framework.tier2, ...framework.leaves].map(({ id }) => id),
    ),
    ...orphans(2, framework.tier2, framework.tier1),
    ...orphans(3, framework.leaves, framework.tier2),
    ...findingIds.flatMap((id) => rowErrors(id, Object.keys(likelihoods[id] ?? {}), leafIds)),
    ...Object.keys(likelihoods).flatMap((id) =>
      findingIds.includes(id) ? [] : [{ path: 'feature_likelihood_ratios', message: `there is no finding ${id}` }],
    ),
  ];
  if (errors.length === 0) return record;
  throw new AppError('invalid-request', 'The parts of the case do not fit together.', { errors: errors.slice(0, 20) });
}

const twice = (path: string, ids: readonly string[]): FieldError[] =>
  [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => ({ path, message: `the id ${id} stands there twice` }));

const badIds = (path: string, ids: readonly string[]): FieldError[] =>
  ids.filter((id) => !isId(id)).map((id) => ({ path, message: `${id} ${idRule}` }));

/** Names are keys on the wire and columns in exports: each stands once in its tier. */
function namesTwice({ tier1, tier2, leaves }: CaseRecord['framework']): FieldError[] {
  return [tier1, tier2, leaves].flatMap((buckets, i) => {
    const names = buckets.map(({ name }) => name.toLowerCase());
    return buckets.flatMap(({ name }, j) =>
      names.indexOf(name.toLowerCase()) === j
        ? []
        : [{ path: `diagnostic_framework.${i}`, message: `the name ${name} stands there twice` }],
    );
  });
}

type Child = { readonly id: string; readonly parentId: string };

const orphans = (tier: number, children: readonly Child[], parents: readonly { readonly id: string }[]): FieldError[] =>
  children
    .filter(({ parentId }) => !parents.some(({ id }) => id === parentId))
    .map(({ id, parentId }) => ({
      path: `diagnostic_framework.${tier - 1}`,
      message: `the bucket ${id} has no parent ${parentId}`,
    }));

const rowErrors = (finding: string, given: readonly string[], leaves: readonly string[]): FieldError[] => [
  ...leaves
    .filter((id) => !given.includes(id))
    .map((id) => ({ path: 'feature_likelihood_ratios', message: `no tier-3 row of ${finding} for ${id}` })),
  ...given
    .filter((id) => !leaves.includes(id))
    .map((id) => ({ path: 'feature_likelihood_ratios', message: `there is no tier-3 bucket ${id}` })),
];
