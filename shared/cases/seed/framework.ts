import { at, sum } from '../../reasoning/probability.ts';
import type { By } from '../edits/author-cell.ts';
import { bucketsOf, type Framework, priorsOf, type TierLevel } from '../framework.ts';
import { camelKeys } from '../key-case.ts';
import { PriorProvenance } from '../provenance.ts';
import type { Problems } from './problems.ts';
import type { SeedTree } from './tree.ts';

/** How far leaf priors may be from 1 and still be meant to add up to it: rounding, and a model's arithmetic. */
const nearlyOne = 0.05;

export function wholePriors(priors: readonly number[], problems: Problems, notes: string[]): readonly number[] {
  const total = sum(priors);
  if (Math.abs(total - 1) <= 1e-9) return priors;
  const said = `the tier-3 probabilities add up to ${Number(total.toFixed(4))}`;
  if (Math.abs(total - 1) > nearlyOne)
    problems.say('diagnostic_framework.2.a_priori_probabilities', `${said}; they must add up to 1`);
  else if (Math.abs(total - 1) > 1e-6)
    notes.push(`${said[0]?.toUpperCase()}${said.slice(1)}; all were scaled so that they add up to 1.`);
  return priors.map((prior) => prior / total);
}

/** The tree as we keep it. An upper bucket that no leaf is left for gets one, with the probability that was given for it. */
export function frameworkOf([top, middle, bottom]: SeedTree, leafPriors: readonly number[], by: By, notes: string[]): Framework {
  const ids = new Set([...top, ...middle, ...bottom].map(({ id }) => id));
  const groups = middle.map(({ id, name, description, parent, given }) => ({
    id,
    name,
    description,
    parentId: top[parent]?.id ?? '',
    given,
  }));
  const free = (id: string): string => (ids.has(id) ? free(`${id}-other`) : id);
  for (const { id, name, given } of top)
    if (!groups.some(({ parentId }) => parentId === id))
      groups.push({ id: free(`${id}-other`), name: `${name}, other`, description: '', parentId: id, given });
  const childless = groups.filter((_, group) => !bottom.some(({ parent }) => parent === group));
  const added = sum(childless.map(({ given }) => given));
  const leaves = bottom.map(({ id, name, description, parent, priorProvenance }, i) => ({
    id,
    name,
    description,
    parentId: groups[parent]?.id ?? '',
    prior: at(leafPriors, i) / (1 + added),
    provenance: PriorProvenance.safeParse(camelKeys(priorProvenance)).data ?? { source: 'author' as const, ...by },
  }));
  for (const { id, name, given } of childless) {
    const leaf = name.endsWith(', other') ? name : `${name}, other`;
    notes.push(`No tier-3 bucket was left for "${name}"; it got "${leaf}".`);
    leaves.push({
      id: free(`${id}-leaf`),
      name: leaf,
      description: '',
      parentId: id,
      prior: given / (1 + added),
      provenance: { source: 'author', ...by },
    });
  }
  return {
    tier1: top.map(({ id, name, description }) => ({ id, name, description })),
    tier2: groups.map(({ id, name, description, parentId }) => ({ id, name, description, parentId })),
    leaves,
    primaryLeafId: '',
  };
}

/** Where upper tiers said something else than their leaves: the leaves hold. */
export function movedTiers(framework: Framework, tree: SeedTree): string[] {
  const priors = priorsOf(framework);
  return ([1, 2] as const).flatMap((tier: TierLevel) =>
    bucketsOf(framework, tier).flatMap(({ id, name, members }) => {
      const given = tree[tier - 1]?.find((node) => node.id === id)?.given;
      const now = sum(members.map((leaf) => at(priors, leaf)));
      if (given === undefined || Math.abs(given - now) < 5e-4) return [];
      return [
        `Tier ${tier}: "${name}" was given as ${given.toFixed(3)} and is ${now.toFixed(3)}, the sum of its tier-3 buckets.`,
      ];
    }),
  );
}
