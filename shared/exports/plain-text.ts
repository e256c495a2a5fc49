/**
 * Text as the companion simulator's reader takes it: one line, single spaces, straight quotes, nothing invisible. What a
 * text says does not change, so that a learner's word still meets it.
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u2018-\u201b]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"')
    .replace(/[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front, and stays text. */
export const neutralised = (text: string): string => (/^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text);

export const cellText = (text: string): string => neutralised(plainText(text));

/** Readers of CSV take these for "no value". */
export const readsAsMissing = (text: string): boolean => /^(n\/?a|none|null|nan|nil)$/i.test(text);

const asksSomething = [
  /[?\uff1f\u061f\u037e]/,
  /^(do|does|did|have|has|is|are|was|were|can|could|will|would|should) (you|your|the|there|it|this|that|he|she|they|any)\b/i,
  /^(what|when|where|who|why|how) (do|does|did|is|are|was|were|have|has|long|often|much|many|bad)\b/i,
];

/** A feature of the matrix is something that is so; a question belongs to the learner. */
export const isQuestion = (text: string): boolean => asksSomething.some((pattern) => pattern.test(text));
