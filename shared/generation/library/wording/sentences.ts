/** Sentences already used in a case, compared without case and punctuation, so that no two of its texts say the same. */
export class UsedSentences {
  readonly #seen = new Set<string>();

  isNew(text: string): boolean {
    return sentencesOf(text).every((sentence) => !this.#seen.has(sentence));
  }

  add(text: string): void {
    for (const sentence of sentencesOf(text)) this.#seen.add(sentence);
  }
}

/** The sentences of a text in a form that can be compared. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+/)
    .map((sentence) =>
      sentence
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .filter((sentence) => sentence !== '');
