import { evenBelief } from '../../../../shared/reasoning/practice-score.ts';
import type { Answer, Door, TierLevel } from './types.ts';

/** One learner's way through one case, as far as it has come. Holds the answers that were asked for, and no other. */
export type Run = {
  readonly caseId: number;
  /** All later requests name it: an author's edit changes no running case. */
  readonly version: number;
  /** null: without stating beliefs. */
  readonly tier: TierLevel | null;
  readonly answers: readonly Answer[];
  /** What was believed before each answer; null where nothing had been stated yet. */
  readonly stated: readonly (readonly number[] | null)[];
  /** Where the bars stand; null until the first is moved. */
  readonly now: readonly number[] | null;
  readonly isFinished: boolean;
};

export const freshRun = ({ case_id, version, tiers }: Door): Run => ({
  caseId: case_id,
  version,
  tier: tiers[0]?.tier_level ?? null,
  answers: [],
  stated: [],
  now: null,
  isFinished: false,
});

export const withAnswer = (run: Run, answer: Answer): Run => ({
  ...run,
  answers: [...run.answers, answer],
  stated: [...run.stated, run.now],
});

export const finished = (run: Run): Run => ({ ...run, stated: [...run.stated, run.now], isFinished: true });

/** Bars of another tier are other bars: what was stated goes with the old ones. Only before the first question. */
export const withTier = (run: Run, tier: TierLevel | null): Run => ({ ...run, tier, now: null });

export const barsOf = (run: Run, buckets: number): readonly number[] =>
  run.now?.length === buckets ? run.now : evenBelief(buckets);

/** Kept for this tab alone, until it is closed: hospital computers are shared. */
const keyOf = (user: string, caseId: number): string => `practice ${user} ${caseId}`;

export function keepRun(user: string, run: Run): void {
  try {
    sessionStorage.setItem(keyOf(user, run.caseId), JSON.stringify(run));
  } catch {
    // A browser that keeps nothing costs the reload, not the practice.
  }
}

export function keptRun(user: string, caseId: number): Run | undefined {
  try {
    const run = JSON.parse(sessionStorage.getItem(keyOf(user, caseId)) ?? 'null') as Run | null;
    return run?.caseId === caseId && Array.isArray(run.answers) && Array.isArray(run.stated) ? run : undefined;
  } catch {
    return undefined;
  }
}

export const forgetRun = (user: string, caseId: number): void => sessionStorage.removeItem(keyOf(user, caseId));
