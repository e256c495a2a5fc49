import { shuffled } from '../random.ts';
import { type Random, render, type Words } from '../template.ts';
import type { Voice } from './personality.ts';
import { UsedSentences } from './sentences.ts';

/** Writes one case's sentences: fills the slots, suits the voice, and never says the same sentence twice. */
export type Writer = {
  /** One of the variants, filled. Prefers one whose sentences are all new to the case, and words that the author used. */
  readonly say: (variants: readonly string[], voice?: Voice) => string;
  /** One of the variants, whatever the author wrote: for titles and the like, which would else always be the same. */
  readonly sayAny: (variants: readonly string[]) => string;
  readonly words: Words;
};

/** `said`: sentences that the case has already. */
export function createWriter(words: Words, random: Random, authorsText = '', said: readonly string[] = []): Writer {
  const used = new UsedSentences();
  for (const sentence of said) used.add(sentence);
  const authorsWords = contentWords(authorsText);
  const firstNew = (order: readonly string[]): string => {
    const filled = order.map((variant) => render(variant, words, random));
    const text = filled.find((candidate) => used.isNew(candidate)) ?? filled[0];
    if (text === undefined) throw new RangeError('nothing to say');
    used.add(text);
    return text;
  };
  return {
    words,
    say: (variants, voice = 'plain') => firstNew(byEcho(byVoice(shuffled(variants, random), voice), authorsWords)),
    sayAny: (variants) => firstNew(shuffled(variants, random)),
  };
}

/** The terse say one of the two shorter variants, the talkative one of the two longer ones; the order among them is kept. */
function byVoice(variants: readonly string[], voice: Voice): string[] {
  if (voice === 'plain') return [...variants];
  const byLength = variants.toSorted((a, b) => (voice === 'terse' ? a.length - b.length : b.length - a.length));
  const fitting = new Set(byLength.slice(0, 2));
  return [...variants.filter((variant) => fitting.has(variant)), ...byLength.slice(2)];
}

const commonWords = new Set(
  'with from that this have been which after before since their there about years woman patient presents presenting'.split(' '),
);
const contentWords = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .match(/[a-z]{4,}/g)
      ?.filter((word) => !commonWords.has(word)) ?? [],
  );

/** Variants that repeat the author's own words come first: who writes "fell down the stairs" should not read of a bicycle. */
function byEcho(variants: readonly string[], authorsWords: ReadonlySet<string>): string[] {
  const echoes = (variant: string): number => [...contentWords(variant)].filter((word) => authorsWords.has(word)).length;
  return variants.toSorted((a, b) => echoes(b) - echoes(a));
}
