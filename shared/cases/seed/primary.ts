import type { LeafBucket } from '../framework.ts';
import { isShortFor, sameName, sharedWords } from './words.ts';

/**
 * The leaf that a case's primary diagnosis is. By name, else by initials, else the one whose name shares the most words with
 * it. Where names leave it open, the leaf that the ratios in force speak for most; the caller is then asked to look.
 */
export function primaryLeafOf(
  diagnosis: string,
  leaves: readonly Pick<LeafBucket, 'id' | 'name'>[],
  belief: readonly number[],
  notes: string[],
): string {
  const same = leaves.find(({ name }) => sameName(name) === sameName(diagnosis));
  const short = leaves.find(({ name }) => isShortFor(name, diagnosis) || isShortFor(diagnosis, name));
  const named = same ?? short ?? nearest(diagnosis, leaves);
  if (named) return named.id;
  const likeliest = leaves[belief.indexOf(Math.max(...belief))];
  notes.push(
    `No tier-3 bucket is called "${diagnosis}"; "${likeliest?.name}" was taken for it, because the ratios speak for it most. Please check.`,
  );
  return likeliest?.id ?? '';
}

/** At least half of the words, and more than any other leaf has. */
function nearest<L extends { readonly name: string }>(diagnosis: string, leaves: readonly L[]): L | undefined {
  const shares = leaves.map((leaf) => ({ leaf, share: sharedWords(leaf.name, diagnosis) }));
  const [first, second] = shares.toSorted((a, b) => b.share - a.share);
  return first && first.share >= 0.5 && first.share > (second?.share ?? 0) ? first.leaf : undefined;
}
