import type { LikelihoodRow } from './bayes.ts';
import { logit } from './probability.ts';
import { quantityOf } from './quantities.ts';

/** A finding as its wording and its numbers show it. `category` says how it is got: what a patient tells, or what is seen. */
export type Measured = { readonly wording: string; readonly category: string; readonly likelihoods: LikelihoodRow };

export type SamePair = {
  readonly first: number;
  readonly second: number;
  /** `quantity`: readings of one. `wording`: they say the same. `numbers`: they tell the same of every leaf, and share words. */
  readonly reason: 'quantity' | 'wording' | 'numbers';
  /** Of the logits of P(f | leaf) over the leaves; null where a row is equal for all leaves. */
  readonly correlation: number | null;
  readonly sharedWords: readonly string[];
};

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** Words that carry no finding of their own, and words for how it was looked for. */
const empty = words(
  'a an and any as at by for from had has have in into is it its more no not of off on one onto or other over since some than that the their ' +
    'these this to under until was were when where which while with without above below less least about after before during between ' +
    'finding found sign present positive negative test shown seen reported known earlier history episode level value ' +
    'limit time times twice two three four five rate blood serum plasma min mm cm mmhg mmol mol ml mg kg year day week hour minute ' +
    'ct mri mr ultrasound pocus ecg ekg xray x ray radiograph film scan imaging echocardiography examination',
);
const opposites: readonly (readonly [string, string])[] = [
  ['left', 'right'],
  ['upper', 'lower'],
  ['high', 'low'],
  ['proximal', 'distal'],
  ['medial', 'lateral'],
  ['inner', 'outer'],
  ['anterior', 'posterior'],
  ['internal', 'external'],
];

/**
 * Pairs of findings that measure the same thing, so that counting both counts it twice. Our own rule, for audits and
 * analysis alike, meant to be explained in a sentence:
 * - `quantity`: both are readings of one quantity, as two limits of the heart rate; or their rows point the same way
 *   (correlation of logits above 0.5), they name no opposite sides, and
 * - `wording`: same category, at least two content words shared, and at least half of all that the two have; or both told,
 *   or both seen, in the same content words; or
 * - `numbers`: correlation above 0.98, and all content words of the shorter one shared, or two of them and at least half.
 * Correlation alone does not do: any two findings that single out one and the same leaf correlate.
 */
export function samePairs(findings: readonly Measured[]): SamePair[] {
  const read = findings.map(
    ({ wording, category, likelihoods }): Read => ({
      category,
      // What a patient tells of an earlier fever is not the reading in the bay.
      quantity: category === 'history' ? undefined : quantityOf(wording),
      words: contentWords(wording),
      shape: standardised(likelihoods.map(logit)),
    }),
  );
  return read.flatMap((one, first) =>
    read.slice(first + 1).flatMap((other, offset): SamePair[] => {
      const sharedWords = [...one.words].filter((word) => other.words.has(word));
      const correlation = one.shape && other.shape ? dot(one.shape, other.shape) : null;
      const reason = reasonOf(one, other, sharedWords.length, correlation);
      return reason ? [{ first, second: first + 1 + offset, reason, correlation, sharedWords }] : [];
    }),
  );
}

type Read = {
  readonly category: string;
  readonly quantity: string | undefined;
  readonly words: ReadonlySet<string>;
  readonly shape: readonly number[] | undefined;
};

function reasonOf(one: Read, other: Read, shared: number, correlation: number | null): SamePair['reason'] | undefined {
  if (one.quantity !== undefined && one.quantity === other.quantity) return 'quantity';
  if (shared === 0 || facing(one.words, other.words)) return undefined;
  if (correlation !== null && correlation <= 0.5) return undefined;
  const all = one.words.size + other.words.size - shared;
  if (one.category === other.category && shared >= 2 && shared >= all / 2) return 'wording';
  if (shared === all && (one.category === 'history') === (other.category === 'history')) return 'wording';
  const shorter = Math.min(one.words.size, other.words.size);
  const tellTheSame =
    correlation !== null && correlation > 0.98 && (shared === shorter || (shared >= 2 && shared >= shorter / 2));
  return tellTheSame ? 'numbers' : undefined;
}

/**
 * What to leave out so that each thing measured counts once: of findings tied together by pairs, directly or through
 * others, the one that tells most (by `worth`) is kept.
 */
export function countedOnce(pairs: readonly Pick<SamePair, 'first' | 'second'>[], worth: readonly number[]): Set<number> {
  const group = new Map<number, Set<number>>();
  for (const { first, second } of pairs) {
    const merged = new Set([...(group.get(first) ?? [first]), ...(group.get(second) ?? [second])]);
    for (const member of merged) group.set(member, merged);
  }
  const value = (i: number): number => worth[i] ?? 0;
  return new Set(
    [...new Set(group.values())].flatMap((members) => [...members].toSorted((a, b) => value(b) - value(a) || a - b).slice(1)),
  );
}

export const contentWords = (wording: string): ReadonlySet<string> =>
  new Set(
    (wording.toLowerCase().match(/\p{L}[\p{L}\p{N}]*/gu) ?? [])
      .map((word) => (word.length > 3 && /[^siu]s$/.test(word) ? word.slice(0, -1) : word))
      .filter((word) => word.length > 1 && !empty.has(word)),
  );

const facing = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  opposites.some(([a, b]) => (one.has(a) && !one.has(b) && other.has(b)) || (one.has(b) && !one.has(a) && other.has(a)));

/** Mean 0 and length 1, so that a product of two is their correlation; undefined where all values are equal. */
function standardised(values: readonly number[]): number[] | undefined {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const length = Math.hypot(...centred);
  return length > 1e-9 ? centred.map((value) => value / length) : undefined;
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
