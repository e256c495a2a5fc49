const note = 'The model gave no likelihoods for ';

/** What a case says of itself while findings have no likelihoods: nothing when all have them. */
export const missingNote = (missing: number, findings: number): string[] =>
  missing > 0 ? [`${note}${missing} of ${findings} findings; the rest of the case is whole. Ask for them again.`] : [];

/** The other notes of a case: this one is written anew when likelihoods are asked for again. */
export const withoutMissingNote = (notes: readonly string[]): string[] => notes.filter((text) => !text.startsWith(note));
