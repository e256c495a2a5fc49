import { bucketsOf, type Framework, priorsOf, type TierLevel, tierLevels } from '../../../../../shared/cases/framework.ts';
import { bucketPrior } from '../../../../../shared/reasoning/bayes.ts';

export type Node = {
  readonly id: string;
  readonly tier: TierLevel;
  readonly name: string;
  readonly parentId: string | null;
  readonly prior: number;
  /** Its place among all of its tier, which is how audits point at it. */
  readonly index: number;
  readonly children: readonly Node[];
};
export type Tree = {
  readonly roots: readonly Node[];
  readonly tiers: readonly (readonly Node[])[];
  readonly byId: ReadonlyMap<string, Node>;
};

/** The framework as a tree, each tier in the order of its parents. */
export function treeOf(framework: Framework): Tree {
  const priors = priorsOf(framework);
  const tiers = tierLevels.map((tier) => bucketsOf(framework, tier));
  const grow = (tier: TierLevel, parentId: string | null): Node[] =>
    (tiers[tier - 1] ?? []).flatMap((bucket, index) =>
      bucket.parentId === parentId
        ? [
            {
              id: bucket.id,
              tier,
              name: bucket.name,
              parentId,
              index,
              prior: bucketPrior(priors, bucket.members),
              children: tier === 3 ? [] : grow(tier === 1 ? 2 : 3, bucket.id),
            },
          ]
        : [],
    );
  const roots = grow(1, null);
  const middle = roots.flatMap(({ children }) => children);
  const all = [roots, middle, middle.flatMap(({ children }) => children)];
  return { roots, tiers: all, byId: new Map(all.flat().map((node) => [node.id, node])) };
}
