import { assignChildren } from '../../reasoning/assign-children.ts';
import { sum } from '../../reasoning/probability.ts';
import type { TierLevel } from '../framework.ts';
import type { Problems } from './problems.ts';
import type { SeedCase, SeedTier } from './seed-schema.ts';
import { sharedWords } from './words.ts';

/** A bucket of the seed with the probability that was given for it, and the place of its parent in the tier above. */
export type SeedNode = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly given: number;
  readonly parent: number;
  readonly priorProvenance: unknown;
};
export type SeedTree = readonly [tier1: readonly SeedNode[], tier2: readonly SeedNode[], leaves: readonly SeedNode[]];

/** How unlike two buckets are by what the list of ratios says of them: 0 is the same. Places in their tiers. */
export type Unlikeness = (tier: TierLevel, parents: readonly number[], weights: readonly number[]) => number;
export type Likeness = {
  readonly ofPair: (tier: TierLevel, child: number, parent: number) => number;
  readonly ofTier: Unlikeness;
};

const letters = { 1: 's', 2: 'g', 3: 'd' } as const;

/** The three tiers in order; says what is missing, twice, or without a probability. */
export function tiersOf({ diagnostic_framework }: SeedCase, problems: Problems): [SeedTier, SeedTier, SeedTier] {
  const at = (level: TierLevel): SeedTier => {
    const found = diagnostic_framework.filter(({ tier_level }) => tier_level === level);
    const [tier] = found;
    if (tier && found.length === 1) return tier;
    problems.say('diagnostic_framework', 'needs the tiers 1, 2 and 3, each once');
    problems.throwIfAny();
    throw new Error('a tier is missing');
  };
  const tiers: [SeedTier, SeedTier, SeedTier] = [at(1), at(2), at(3)];
  for (const [place, tier] of diagnostic_framework.entries()) checkNames(tier, `diagnostic_framework.${place}`, problems);
  problems.throwIfAny();
  return tiers;
}

function checkNames({ buckets, a_priori_probabilities: given }: SeedTier, path: string, problems: Problems): void {
  const names = buckets.map(({ name }) => name);
  const known = new Set(Object.keys(given).map((name) => name.trim()));
  buckets.forEach(({ name, prior }, i) => {
    if (names.indexOf(name) !== i) problems.say(`${path}.buckets.${i}.name`, `"${name}" stands there twice`);
    if (!known.has(name) && typeof prior !== 'number')
      problems.say(`${path}.a_priori_probabilities`, `has no probability for "${name}"`);
  });
  for (const name of known)
    if (!names.includes(name))
      problems.say(`${path}.a_priori_probabilities.${name}`, 'there is no bucket of this name in the tier');
}

/** What was given for each bucket of a tier: the map that every client knows, else the bucket's own prior. */
export function givenPriors({ buckets, a_priori_probabilities }: SeedTier): number[] {
  const byName = new Map(Object.entries(a_priori_probabilities).map(([name, prior]) => [name.trim(), prior]));
  return buckets.map(({ name, prior }) => byName.get(name) ?? prior ?? 0);
}

/**
 * The tree. Parents that were given are kept. Else each leaf goes to the tier-2 bucket that it fits best: so that the sums
 * of leaf priors agree with the tier-2 probabilities as nearly as can be, and where that leaves a choice, by shared words
 * of the names and by the ratios, of which an upper bucket has the mean of its own. Tier 2 goes to tier 1 the same way.
 */
export function treeOf(
  [tier1, tier2, tier3]: readonly [SeedTier, SeedTier, SeedTier],
  leafPriors: readonly number[],
  likeness: Likeness,
  problems: Problems,
): SeedTree {
  const given = [tier1, tier2, tier3].map(givenPriors) as [number[], number[], number[]];
  const ids = idsOf([tier1, tier2, tier3]);
  const [top, middle, bottom] = [
    nodesOf(tier1, given[0], ids[0]),
    nodesOf(tier2, given[1], ids[1]),
    nodesOf(tier3, leafPriors, ids[2]),
  ];
  const known = [
    knownParents(tier2, top, 'diagnostic_framework.1', problems),
    knownParents(tier3, middle, 'diagnostic_framework.2', problems),
  ] as const;
  problems.throwIfAny();
  const steps = [roundingOf([...given[0], ...given[1]]), roundingOf([...given[1], ...given[2]])] as const;
  const leafParents = assign(
    { children: bottom, weights: leafPriors, parents: middle, known: known[1], step: steps[1], tier: 3 },
    likeness,
  );
  // An empty tier-2 bucket will get a leaf of its own with what was given for it.
  const sums = middle.map(({ given: asked }, i) => {
    const own = leafPriors.filter((_, leaf) => leafParents[leaf] === i);
    return own.length > 0 ? sum(own) : asked;
  });
  const groupParents = assign(
    { children: middle, weights: sums, parents: top, known: known[0], step: steps[0], tier: 2 },
    likeness,
  );
  return [
    top,
    middle.map((node, i) => ({ ...node, parent: groupParents[i] ?? 0 })),
    bottom.map((node, i) => ({ ...node, parent: leafParents[i] ?? 0 })),
  ];
}

type Assigning = {
  readonly children: readonly SeedNode[];
  readonly weights: readonly number[];
  readonly parents: readonly SeedNode[];
  readonly known: readonly (number | null)[];
  readonly step: number;
  readonly tier: 2 | 3;
};

function assign({ children, weights, parents, known, step, tier }: Assigning, likeness: Likeness): number[] {
  if (known.every((parent) => parent !== null)) return known.map((parent) => parent ?? 0);
  const words = children.map(({ name }) => parents.map((parent) => sharedWords(name, parent.name)));
  const shared = (child: number, parent: number): number => words[child]?.[parent] ?? 0;
  const total = sum(parents.map(({ given }) => given));
  return assignChildren({
    weights,
    targets: parents.map(({ given }) => given / total),
    known,
    step,
    affinity: (child, parent) => shared(child, parent) - likeness.ofPair(tier, child, parent),
    tieBreak: (parentOf) =>
      sum(parentOf.map((parent, child) => shared(child, parent))) - likeness.ofTier(tier, parentOf, weights),
  });
}

/** Of probabilities that were all rounded to a few decimals, sums of several may miss by about two units of the last one. */
function roundingOf(given: readonly number[]): number {
  const digits = [2, 3].find((places) => given.every((value) => value === Number(value.toFixed(places)))) ?? 4;
  return 2 / 10 ** digits;
}

const nodesOf = ({ buckets }: SeedTier, given: readonly number[], ids: readonly string[]): SeedNode[] =>
  buckets.map(({ name, description, prior, prior_provenance }, i) => ({
    id: ids[i] ?? '',
    name,
    description: description ?? '',
    given: given[i] ?? 0,
    parent: 0,
    // A source speaks of the prior that it came with.
    priorProvenance: prior === given[i] ? prior_provenance : undefined,
  }));

/** Ids of the client, else the next that is free in the whole tree. */
function idsOf(tiers: readonly SeedTier[]): [string[], string[], string[]] {
  const taken = new Set(tiers.flatMap(({ buckets }) => buckets.flatMap(({ id }) => id ?? [])));
  const all = tiers.map(({ buckets }, i) => {
    const letter = letters[(i + 1) as TierLevel];
    let number = 0;
    const next = (): string => {
      do number++;
      while (taken.has(`${letter}${number}`));
      return `${letter}${number}`;
    };
    return buckets.map(({ id }) => id ?? next());
  });
  return all as [string[], string[], string[]];
}

/** The parents that the buckets name, by id. */
function knownParents(tier: SeedTier, parents: readonly SeedNode[], path: string, problems: Problems): (number | null)[] {
  return tier.buckets.map(({ parent_id }, i) => {
    if (parent_id === null || parent_id === undefined) return null;
    const found = parents.findIndex(({ id }) => id === parent_id);
    if (found < 0) problems.say(`${path}.buckets.${i}.parent_id`, `there is no bucket ${parent_id} in the tier above`);
    return found < 0 ? null : found;
  });
}
