import { type Observation, observedLikelihood, posterior, rankOf } from './bayes.ts';
import { at } from './probability.ts';

export type Difficulty = {
  /** log2 of the odds factor that lifts the primary leaf from its prior to 0.8. */
  readonly bitsNeeded: number;
  /** log2 of the odds factor that the case's findings give it; below `bitsNeeded` the case never gets there. */
  readonly bitsGiven: number;
  /** Rank of the primary leaf before any finding, 1 = the likeliest. */
  readonly rankAtPresentation: number;
  /** Findings whose LR in force for the primary leaf is ≥ 2 or ≤ 0.5. */
  readonly discriminating: number;
  /** Share of findings that lower the primary leaf. */
  readonly pointingElsewhere: number;
  /** 0 (gives itself away) to 1 (every finding misleads): what is left unsaid, and what is said wrongly. */
  readonly score: number;
};

const log2Odds = (p: number): number => Math.log2(p / (1 - p));
const certain = 0.8;

/**
 * Difficulty as a number (our own definition, domain model section 8): the mean of three shares, each in [0, 1]: findings that point
 * elsewhere, findings that do not discriminate, and the bits still missing after all findings relative to those needed
 * (a case that gives twice the bits it needs has none missing).
 */
export function difficulty(priors: readonly number[], observations: readonly Observation[], primaryLeaf: number): Difficulty {
  const ratios = observations.map((seen) => {
    const inside = observedLikelihood(seen, primaryLeaf);
    const outside = priors.reduce(
      (total, prior, leaf) =>
        leaf === primaryLeaf ? total : total + (prior / (1 - at(priors, primaryLeaf))) * observedLikelihood(seen, leaf),
      0,
    );
    return inside / outside;
  });
  const count = Math.max(1, observations.length);
  const prior = at(priors, primaryLeaf);
  const bitsNeeded = Math.max(0, log2Odds(certain) - log2Odds(prior));
  const bitsGiven = log2Odds(at(posterior(priors, observations), primaryLeaf)) - log2Odds(prior);
  const discriminating = ratios.filter((ratio) => ratio >= 2 || ratio <= 0.5).length;
  const pointingElsewhere = ratios.filter((ratio) => ratio < 1).length / count;
  const missing = Math.min(1, Math.max(0, 1 - bitsGiven / Math.max(1, 2 * bitsNeeded)));
  return {
    bitsNeeded,
    bitsGiven,
    rankAtPresentation: rankOf(priors, primaryLeaf),
    discriminating,
    pointingElsewhere,
    score: (pointingElsewhere + (1 - discriminating / count) + missing) / 3,
  };
}
