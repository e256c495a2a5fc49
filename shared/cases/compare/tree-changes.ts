import type { CaseRecord } from '../case.ts';
import { bucketsOf, tierLevels } from '../framework.ts';
import type { Change } from './compare-records.ts';

/** Buckets that came, went, were renamed or moved. */
export function treeChanges(before: CaseRecord, after: CaseRecord): Change[] {
  const nameIn = ({ framework }: CaseRecord, id: string | null): string =>
    [...framework.tier1, ...framework.tier2, ...framework.leaves].find((bucket) => bucket.id === id)?.name ?? 'nothing';
  const changes = tierLevels.flatMap((tier): Change[] => {
    const [old, next] = [bucketsOf(before.framework, tier), bucketsOf(after.framework, tier)];
    const removed = old.filter(({ id }) => !next.some((bucket) => bucket.id === id));
    const added = next.filter(({ id }) => !old.some((bucket) => bucket.id === id));
    const kept = next.flatMap((bucket) => {
      const earlier = old.find(({ id }) => id === bucket.id);
      return earlier ? [{ earlier, bucket }] : [];
    });
    const [order, was] = [
      kept.map(({ bucket }) => bucket.id),
      old.map(({ id }) => id).filter((id) => next.some((one) => one.id === id)),
    ];
    return [
      ...removed.map(({ id, name }) => ({ field: `buckets.${id}`, sentence: `Tier ${tier} bucket "${name}" removed` })),
      ...added.map(({ id, name }) => ({ field: `buckets.${id}`, sentence: `Tier ${tier} bucket "${name}" added` })),
      ...kept.flatMap(({ earlier, bucket }): Change[] => {
        const field = `buckets.${bucket.id}`;
        const name = { field: `${field}.name`, from: earlier.name, to: bucket.name };
        const parents = [nameIn(before, earlier.parentId), nameIn(after, bucket.parentId)];
        return [
          ...(earlier.name === bucket.name
            ? []
            : [{ ...name, sentence: `Tier ${tier} bucket "${earlier.name}" is now called "${bucket.name}"` }]),
          ...(earlier.description === bucket.description
            ? []
            : [
                {
                  field: `${field}.description`,
                  sentence: `Description of "${bucket.name}" reworded`,
                  from: earlier.description,
                  to: bucket.description,
                },
              ]),
          ...(earlier.parentId === bucket.parentId
            ? []
            : [
                {
                  field: `${field}.parent_id`,
                  sentence: `"${bucket.name}" moved from "${parents[0]}" to "${parents[1]}"`,
                  from: earlier.parentId,
                  to: bucket.parentId,
                },
              ]),
        ];
      }),
      ...(order.join() === was.join()
        ? []
        : [{ field: `bucket_order.${tier}`, sentence: `Buckets of tier ${tier} put in another order`, from: was, to: order }]),
    ];
  });
  const [from, to] = [before.framework.primaryLeafId, after.framework.primaryLeafId];
  if (from === to) return changes;
  const sentence = `Primary leaf changed from "${nameIn(before, from)}" to "${nameIn(after, to)}"`;
  return [...changes, { field: 'primary_leaf_id', sentence, from, to }];
}
