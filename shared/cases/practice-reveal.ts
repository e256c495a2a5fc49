import type { Observation } from '../reasoning/bayes.ts';
import { bucketPrior, sumByBucket } from '../reasoning/bayes.ts';
import { bestOf, bestOrder, expectedAlong, questionOf as reasonedQuestion } from '../reasoning/best-order.ts';
import { entropy } from '../reasoning/information.ts';
import { startBelief } from '../reasoning/path.ts';
import { weightOfEvidence } from '../reasoning/practice-score.ts';
import { at } from '../reasoning/probability.ts';
import { assumption, requireAnalyzable } from './analyze-case.ts';
import type { CaseRecord } from './case.ts';
import { ratiosAt, rowOf } from './derive.ts';
import { answerOf, type Finding } from './finding.ts';
import { type BucketView, primaryLeafIndex, priorsOf } from './framework.ts';
import { findingOf, type PracticeTier, practiceBuckets } from './practice.ts';

/** A belief with what it leaves open: in doubt, and in the best question that could be asked from here. */
export type Belief = {
  readonly shares: readonly number[];
  /** Doubt in bits. */
  readonly entropy: number;
  readonly bestNext: { readonly finding: Finding; readonly bits: number } | null;
};

export type RevealedStep = Belief & {
  readonly finding: Finding;
  /** What asking was expected to tell, before the answer. */
  readonly expected: number;
};

export type MissedFinding = {
  readonly finding: Finding;
  readonly answer: string;
  /** In force for the primary leaf, before any other finding. */
  readonly ratio: number;
  /** In bits; negative where it speaks against. */
  readonly weight: number;
};

export type Reveal = {
  readonly tier: PracticeTier;
  readonly record: CaseRecord;
  readonly assumption: string;
  readonly options: readonly (BucketView & { readonly prior: number })[];
  /** Index of the option that holds the primary leaf. */
  readonly truth: number;
  readonly start: Belief;
  readonly steps: readonly RevealedStep[];
  readonly bestOrder: readonly { readonly finding: Finding; readonly expected: number; readonly shares: readonly number[] }[];
  readonly missed: readonly MissedFinding[];
};

/** An LR in force that a learner should not have gone without: at least 2, or at most 0.5. */
const keyWeight = 1;

/** What the answers that a learner got were worth, in the order in which they were asked for. */
export function reveal(given: CaseRecord, askedIds: readonly string[], tier: PracticeTier): Reveal {
  const record = requireAnalyzable(given);
  const { findings, framework } = record;
  const asked = askedIds.map((id) => findingOf(record, id, 'asked'));
  const priors = priorsOf(framework);
  const primaryLeaf = primaryLeafIndex(framework);
  const options = practiceBuckets(record, tier);
  const members = options.map((option) => option.members);
  const questions = findings.map(({ id }) => reasonedQuestion(rowOf(record, id)));

  const path = beliefsAlong(priors, record, asked);
  const askedAt = findings.map(({ id }) => {
    const step = askedIds.indexOf(id);
    return step < 0 ? null : step;
  });
  const expected = expectedAlong(path, questions, askedAt, members);
  const beliefs = path.map((byLeaf, point): Belief => {
    const shares = sumByBucket(byLeaf, members);
    const best = bestOf(expected[point] ?? []);
    const finding = best && findings[best.index];
    return { shares, entropy: entropy(shares), bestNext: best && finding ? { finding, bits: best.bits } : null };
  });
  const [start, ...after] = beliefs;
  if (!start) throw new Error('a path starts with a belief');

  const observed = findings.filter(({ present }) => present !== null);
  const best = bestOrder(priors, observed.flatMap(observationOf(record)), members);
  return {
    tier,
    record,
    assumption,
    options: options.map((option) => ({ ...option, prior: bucketPrior(priors, option.members) })),
    truth: members.findIndex((leaves) => leaves.includes(primaryLeaf)),
    start,
    steps: after.flatMap((belief, step) => {
      const finding = asked[step];
      return finding ? [{ ...belief, finding, expected: expected[step]?.[findings.indexOf(finding)] ?? 0 }] : [];
    }),
    bestOrder: best.order.flatMap((index, step) => {
      const finding = observed[index];
      const shares = sumByBucket(best.path[step + 1] ?? priors, members);
      return finding ? [{ finding, expected: at(best.expected, step), shares }] : [];
    }),
    missed: missedIn(record, new Set(askedIds)),
  };
}

/** Belief over the leaves at the start and after each answer. A finding without a state moves nothing. */
function beliefsAlong(priors: readonly number[], record: CaseRecord, asked: readonly Finding[]): number[][] {
  const belief = startBelief(priors);
  const path: number[][] = [[...priors]];
  for (const finding of asked) {
    const [seen] = observationOf(record)(finding);
    path.push(seen ? belief.after(seen) : (path.at(-1) ?? [...priors]));
  }
  return path;
}

const observationOf =
  (record: CaseRecord) =>
  ({ id, present }: Finding): Observation[] =>
    present === null ? [] : [{ likelihoods: rowOf(record, id), present }];

/** Findings that weigh for or against the primary leaf and were never asked for, the weightiest first. */
const missedIn = (record: CaseRecord, asked: ReadonlySet<string>): MissedFinding[] =>
  ratiosAt(record, 3)
    .filter(({ bucket, finding }) => bucket.id === record.framework.primaryLeafId && !asked.has(finding.id))
    .flatMap(({ finding, inForce }) =>
      inForce === null ? [] : [{ finding, answer: answerOf(finding), ratio: inForce, weight: weightOfEvidence(inForce) }],
    )
    .filter(({ weight }) => Math.abs(weight) >= keyWeight)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
