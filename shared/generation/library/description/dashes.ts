/** Typographic dashes and apostrophes as the plain ones that the patterns are written with. */
export const normaliseDashes = (text: string): string => text.replace(/[‐-―]/g, '-').replace(/[‘’]/g, "'");
