import type { FindingCategory } from '../../../shared/cases/finding.ts';

/** A finding as models write it: the diagnosis asked about, the category, the phrase, the library finding that it must lead to. */
export type Phrase = readonly [diagnosis: string, category: FindingCategory, phrase: string, finding: string | null];
