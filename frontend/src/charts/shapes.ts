/** What charts are given. */

export type PathBucket = { readonly id: string; readonly name: string; readonly isPrimary: boolean };

export type PathPoint = {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly shares: readonly number[];
};

export type TornadoBar = {
  readonly id: string;
  readonly finding: string;
  readonly bucket: string;
  readonly ratio: number;
  /** Final probability of the primary bucket with this LR one step lower, and one step higher. */
  readonly lowered: number;
  readonly raised: number;
};

export type ComparedBucket = { readonly id: string; readonly name: string; readonly bayes: number; readonly simulator: number };
