import { AppError, type FieldError } from '../errors.ts';
import { type Observation, posterior } from '../reasoning/bayes.ts';
import { expectedAbout, questionOf } from '../reasoning/best-order.ts';
import { countedOnce, type SamePair, samePairs } from '../reasoning/dependence.ts';
import { type Difficulty, difficulty } from '../reasoning/difficulty.ts';
import { leafPath, posteriorWithout } from '../reasoning/path.ts';
import { at, sum } from '../reasoning/probability.ts';
import { analyzeTier, type TierAnalysis } from './analyze-tier.ts';
import type { CaseRecord } from './case.ts';
import { rowOf } from './derive.ts';
import type { Finding } from './finding.ts';
import { primaryLeafIndex, priorsOf, tierLevels } from './framework.ts';

/** Said beside every posterior (domain model section 3). */
export const assumption =
  'Findings are taken as independent given the diagnosis. They are not quite: pairs that measure the same are listed, with the posterior when each is counted once.';

/** Lists grow with the square of findings: more than this are no case, and would not fit a reply. */
export const mostFindings = 300;
export const mostLeaves = 60;

export type CountedPair = Omit<SamePair, 'first' | 'second'> & {
  readonly first: Finding;
  readonly second: Finding;
  /** Of the two, the one that is expected to tell less before any answer is known. */
  readonly leftOut: Finding;
  /** Final probability of the primary leaf with this pair alone counted once. */
  readonly primaryPosterior: number;
};

export type CaseAnalysis = {
  readonly record: CaseRecord;
  readonly assumption: string;
  /** The findings that take part, in case order: what `observation` counts in. */
  readonly observed: readonly Finding[];
  /** Findings that nobody has given a state: left out of every path, but still questions that may be asked. */
  readonly withoutState: readonly Finding[];
  readonly difficulty: Difficulty;
  readonly pairs: readonly CountedPair[];
  readonly tiers: readonly TierAnalysis[];
};

/** What a case's numbers do, before a student meets it. Throws `invalid-request` where they cannot be reckoned with. */
export function analyzeCase(record: CaseRecord): CaseAnalysis {
  requireAnalyzable(record);
  const priors = priorsOf(record.framework);
  const primaryLeaf = primaryLeafIndex(record.framework);
  const rows = record.findings.map(({ id }) => rowOf(record, id));
  const observed: Finding[] = [];
  const observations: Observation[] = [];
  const askedAt = record.findings.map((finding, i): number | null => {
    const likelihoods = rows[i];
    if (finding.present === null || !likelihoods) return null;
    observed.push(finding);
    return observations.push({ likelihoods, present: finding.present }) - 1;
  });
  const questions = rows.map(questionOf);
  const path = leafPath(priors, observations, [...observations.keys()]);
  const { pairs, once } = dependence(priors, observed, observations, primaryLeaf);
  return {
    record,
    assumption,
    observed,
    withoutState: record.findings.filter(({ present }) => present === null),
    difficulty: difficulty(priors, observations, primaryLeaf),
    pairs,
    tiers: tierLevels.map((tier) =>
      analyzeTier({ framework: record.framework, tier, priors, observations, questions, askedAt, path, once, primaryLeaf }),
    ),
  };
}

/** The pairs that measure the same, each counted once on its own, and the leaves' posterior with all of them counted once. */
function dependence(
  priors: readonly number[],
  observed: readonly Finding[],
  observations: readonly Observation[],
  primaryLeaf: number,
): { pairs: CountedPair[]; once: number[] } {
  const found = samePairs(
    observed.map(({ finding, category }, i) => ({ wording: finding, category, likelihoods: observations[i]?.likelihoods ?? [] })),
  );
  const leaves = priors.map((_, leaf) => [leaf]);
  const worth = observations.map(({ likelihoods }) => expectedAbout(priors, questionOf(likelihoods), leaves));
  const without = posteriorWithout(priors, observations);
  const pairs = found.flatMap(({ first, second, reason, correlation, sharedWords }): CountedPair[] => {
    const [left = second] = countedOnce([{ first, second }], worth);
    const [one, other] = [observed[first], observed[second]];
    if (!one || !other) return [];
    const primaryPosterior = at(without(left), primaryLeaf);
    return [
      { first: one, second: other, reason, correlation, sharedWords, leftOut: left === first ? one : other, primaryPosterior },
    ];
  });
  const left = countedOnce(found, worth);
  return {
    pairs,
    once: posterior(
      priors,
      observations.filter((_, i) => !left.has(i)),
    ),
  };
}

/** The record, or a 422 that names what keeps its numbers from being reckoned with. */
export function requireAnalyzable(record: CaseRecord): CaseRecord {
  const { findings, framework } = record;
  const { leaves } = framework;
  const problems: FieldError[] = [];
  const say = (path: string, message: string): void => void problems.push({ path, message });
  if (leaves.length < 2) say('diagnostic_framework.2', 'needs at least two tier-3 buckets to choose between');
  else if (Math.abs(sum(priorsOf(framework)) - 1) > 1e-6)
    say('diagnostic_framework.2', 'the a-priori probabilities must add up to 1');
  if (leaves.length > mostLeaves) say('diagnostic_framework.2', `at most ${mostLeaves} tier-3 buckets are analyzed`);
  if (primaryLeafIndex(framework) < 0) say('primary_leaf_id', 'is not the id of a tier-3 bucket');
  if (findings.length > mostFindings) say('case_details', `at most ${mostFindings} findings are analyzed`);
  if (problems.length === 0) return record;
  const sentence = problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new AppError('invalid-request', `The case cannot be analyzed. ${sentence}.`, { errors: problems });
}
