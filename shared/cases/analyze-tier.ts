import { conditionals, type Observation, rankOf, ratiosOf, sumByBucket } from '../reasoning/bayes.ts';
import { bestOf, bestOrder, expectedAlong, type Question } from '../reasoning/best-order.ts';
import { entropy } from '../reasoning/information.ts';
import { type Step, stepsAt } from '../reasoning/path.ts';
import { at } from '../reasoning/probability.ts';
import { type Sensitivity, sensitivity } from '../reasoning/sensitivity.ts';
import { type SimulatorOrders, simulatorOrders, simulatorPath } from '../reasoning/simulator-order.ts';
import { type BucketView, bucketsOf, type Framework, type TierLevel } from './framework.ts';

export type AnalyzedBucket = BucketView & {
  readonly prior: number;
  readonly posterior: number;
  /** With every pair that measures the same counted once. */
  readonly posteriorCountedOnce: number;
  readonly simulatorPosterior: number;
  readonly rankAtPresentation: number;
  readonly finalRank: number;
};

export type NextQuestion = { readonly finding: number; readonly bits: number };
export type AskedStep = Step & { /** What asking was expected to tell, before the answer. */ readonly expected: number };
export type CaseStep = AskedStep & {
  /** Belief of the companion simulator after the same findings. */
  readonly simulatorPosterior: readonly number[];
  /** The question, by index of the case's findings, that is expected to tell most now; null when all are asked. */
  readonly bestNext: NextQuestion | null;
};

export type TierAnalysis = {
  readonly tier: TierLevel;
  readonly buckets: readonly AnalyzedBucket[];
  readonly entropy: { readonly prior: number; readonly final: number };
  /** The bucket that holds the primary leaf. */
  readonly primary: AnalyzedBucket;
  readonly firstQuestion: NextQuestion | null;
  readonly path: readonly CaseStep[];
  readonly bestOrder: readonly AskedStep[];
  /** By point of the path (the first before any answer) and finding of the case; null once asked. */
  readonly expected: readonly (readonly (number | null)[])[];
  readonly simulator: SimulatorOrders;
  /** Reckoned when asked for: it is the dearest part, and whoever only wants paths and ranks need not pay for it. */
  readonly sensitivity: () => readonly Sensitivity[];
};

export type TierInput = {
  readonly framework: Framework;
  readonly tier: TierLevel;
  readonly priors: readonly number[];
  readonly observations: readonly Observation[];
  /** Every finding of the case as a question, and which step of the path asks it. */
  readonly questions: readonly Question[];
  readonly askedAt: readonly (number | null)[];
  /** Belief over the leaves along the case. */
  readonly path: readonly (readonly number[])[];
  /** The leaves' posterior with pairs counted once. */
  readonly once: readonly number[];
  readonly primaryLeaf: number;
};

/** One tier's view of the same belief over the leaves. */
export function analyzeTier(input: TierInput): TierAnalysis {
  const { priors, observations, askedAt, path, once, primaryLeaf } = input;
  const views = bucketsOf(input.framework, input.tier);
  const members = views.map((view) => view.members);
  const final = path.at(-1) ?? priors;
  const [before, after, afterOnce] = [priors, final, once].map((byLeaf) => sumByBucket(byLeaf, members));
  if (!before || !after || !afterOnce) throw new Error('three distributions give three sums');
  const best = bestOrder(
    priors,
    observations,
    members,
    input.questions.filter((_, i) => (askedAt[i] ?? null) !== null),
  );
  const expected = expectedAlong(path, input.questions, askedAt, members);
  const conditional = observations.map(({ likelihoods }) => members.map((leaves) => conditionals(priors, likelihoods, leaves)));
  const ratios = observations.map(({ present }, i) =>
    (conditional[i] ?? []).map((pair) => ratiosOf(pair)[present ? 'positive' : 'negative']),
  );
  const simulator = simulatorOrders(before, ratios, best.order, after);
  const buckets = views.map((view, i) => ({
    ...view,
    prior: at(before, i),
    posterior: at(after, i),
    posteriorCountedOnce: at(afterOnce, i),
    simulatorPosterior: at(simulator.posterior, i),
    rankAtPresentation: rankOf(before, i),
    finalRank: rankOf(after, i),
  }));
  const primary = buckets.find((bucket) => bucket.members.includes(primaryLeaf));
  if (!primary) throw new Error('the primary leaf is in no bucket of the tier');
  const next = expected.map(bestQuestion);
  const simulatorBeliefs = simulatorPath(before, ratios);
  return {
    tier: input.tier,
    buckets,
    entropy: { prior: entropy(before), final: entropy(after) },
    primary,
    firstQuestion: next[0] ?? null,
    path: stepsAt(path, [...observations.keys()], members).map((step, i) => ({
      ...step,
      expected: expected[i]?.[askedAt.indexOf(i)] ?? 0,
      simulatorPosterior: simulatorBeliefs[i] ?? [],
      bestNext: next[i + 1] ?? null,
    })),
    bestOrder: stepsAt(best.path, best.order, members).map((step, i) => ({ ...step, expected: at(best.expected, i) })),
    expected,
    simulator,
    sensitivity: () => sensitivity(priors, observations, final, members, primary.members, conditional),
  };
}

function bestQuestion(expected: readonly (number | null)[]): NextQuestion | null {
  const best = bestOf(expected);
  return best ? { finding: best.index, bits: best.bits } : null;
}
