import type { DifficultyLabel } from '../../../cases/case.ts';
import type { FindingCategory } from '../../../cases/finding.ts';

type Range = readonly [fewest: number, most: number];

/** How a variant is drawn. */
export type Recipe = {
  /** Findings per category. */
  readonly counts: Readonly<Record<FindingCategory, number>>;
  /** Exponent on the odds of each state: above 1, patients are closer to the textbook than life is. */
  readonly sharpness: number;
  /** How strongly a finding's weight of evidence (|log2 LR|) draws it into the case; negative: it is left out. */
  readonly appetite: number;
  /** Findings that lower the primary diagnosis, as a share of all. */
  readonly misleading: Range;
  /** Findings with an LR in force of at least 2, or at most 0.5, for the primary diagnosis. */
  readonly discriminating: Range;
};

export const recipes: Readonly<Record<DifficultyLabel, Recipe>> = {
  typical: {
    counts: { history: 8, physical_exam: 7, diagnostic_workup: 6 },
    sharpness: 2,
    appetite: 1.5,
    misleading: [0, 0.34],
    discriminating: [7, 21],
  },
  atypical: {
    counts: { history: 8, physical_exam: 7, diagnostic_workup: 6 },
    sharpness: 0.8,
    appetite: 0.4,
    misleading: [0.28, 0.5],
    discriminating: [4, 12],
  },
  sparse: {
    counts: { history: 7, physical_exam: 6, diagnostic_workup: 5 },
    sharpness: 1,
    appetite: -0.6,
    misleading: [0.2, 0.5],
    discriminating: [3, 6],
  },
};
