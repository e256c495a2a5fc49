import type { Framework, LeafBucket } from '../../cases/framework.ts';
import type { PriorProvenance } from '../../cases/provenance.ts';
import { sum } from '../../reasoning/probability.ts';
import type { KnownDiagnosis, Library } from './library.ts';
import { leafOf } from './library.ts';
import type { Leaf, Pack } from './pack.ts';

export const otherLeafId = 'other';
/** Published shares never take all: this much is left for what they do not name. */
const leastRoom = 0.05;

/** The leaves of the differential when `primary` is the case's diagnosis: an on-request leaf takes the place of its rivals. */
export function leavesFor(pack: Pack, primary: string): Leaf[] {
  const wanted = leafOf(pack, primary);
  const replaced = new Set(wanted.replaces);
  return pack.leaves.filter((leaf) => leaf === wanted || (!leaf.on_request && !replaced.has(leaf.diagnosis)));
}

/**
 * The differential of one complaint as a tree whose priors sum to 1. Published shares stay as printed; estimates, and the
 * bucket for everything else, share what is left in proportion. Only where the published ones leave less than 5 % is all
 * of it rescaled.
 */
export function frameworkFor(library: Library, pack: Pack, primary: KnownDiagnosis): Framework {
  const leaves = leavesFor(pack, primary.id);
  const published = sum(leaves.filter(isPublished).map(({ prior }) => prior));
  const estimated = sum(leaves.filter((leaf) => !isPublished(leaf)).map(({ prior }) => prior)) + pack.other.prior;
  const room = Math.max(leastRoom, 1 - published);
  const scale = 1 - published >= leastRoom ? 1 : (1 - room) / published;
  const share = (leaf: Leaf): number => (isPublished(leaf) ? leaf.prior * scale : (leaf.prior / estimated) * room);
  const buckets: LeafBucket[] = leaves.map((leaf) => ({
    id: leaf.diagnosis,
    name: nameOf(pack, leaf.diagnosis),
    description: leaf.description,
    parentId: leaf.parent,
    prior: share(leaf),
    provenance: priorProvenance(library, leaf),
  }));
  const other: LeafBucket = {
    id: otherLeafId,
    name: pack.other.name,
    description: pack.other.description,
    parentId: pack.other.parent,
    prior: (pack.other.prior / estimated) * room,
    provenance: { source: 'library_estimate', reason: 'what the named diagnoses leave' },
  };
  return {
    tier1: pack.tier1,
    tier2: pack.tier2.map(({ parent, ...bucket }) => ({ ...bucket, parentId: parent })),
    leaves: inTreeOrder(pack, [...buckets, other]),
    primaryLeafId: primary.id,
  };
}

const isPublished = (leaf: Leaf): boolean => 'ref' in leaf.prior_source;

const nameOf = (pack: Pack, diagnosis: string): string => pack.diagnoses.find(({ id }) => id === diagnosis)?.name ?? diagnosis;

function priorProvenance(library: Library, leaf: Leaf): PriorProvenance {
  if ('estimate' in leaf.prior_source) return { source: 'library_estimate', reason: leaf.prior_source.estimate };
  const share = library.shares.get(leaf.prior_source.ref);
  if (!share) throw new Error(`no published share ${leaf.prior_source.ref}`);
  return { source: 'published', citations: [share.citation], printed: share.share, population: share.population };
}

/** Leaves in the order of their tier-2 parents, the bucket for everything else last. */
function inTreeOrder(pack: Pack, leaves: readonly LeafBucket[]): LeafBucket[] {
  const place = new Map(pack.tier2.map(({ id }, i) => [id, i]));
  const rank = (leaf: LeafBucket): number =>
    leaf.id === otherLeafId ? Number.MAX_SAFE_INTEGER : (place.get(leaf.parentId) ?? 0);
  return leaves.toSorted((a, b) => rank(a) - rank(b));
}
