import type { CaseAnalysis, CountedPair } from '../cases/analyze-case.ts';
import type { AnalyzedBucket, AskedStep, NextQuestion, TierAnalysis } from '../cases/analyze-tier.ts';
import type { Finding } from '../cases/finding.ts';

/** The analysis in the contract's words. Lists of numbers over buckets are in the order of the tier's `buckets`. */
export const analysisBody = (analysis: CaseAnalysis) => ({
  assumption: analysis.assumption,
  primary_leaf_id: analysis.record.framework.primaryLeafId,
  findings: analysis.observed.map(nameOf),
  findings_without_state: analysis.withoutState.map(nameOf),
  difficulty: {
    score: analysis.difficulty.score,
    bits_needed: analysis.difficulty.bitsNeeded,
    bits_given: analysis.difficulty.bitsGiven,
    rank_at_presentation: analysis.difficulty.rankAtPresentation,
    discriminating: analysis.difficulty.discriminating,
    pointing_elsewhere: analysis.difficulty.pointingElsewhere,
  },
  same_measure_pairs: analysis.pairs.map(pairBody),
  tiers: analysis.tiers.map((tier) => tierBody(analysis, tier)),
});

const nameOf = ({ id, finding, category, present }: Finding) => ({
  feature_id: id,
  feature_name: finding,
  feature_category: category,
  present,
});

const pairBody = ({ first, second, leftOut, ...pair }: CountedPair) => ({
  feature_ids: [first.id, second.id],
  reason: pair.reason,
  correlation: pair.correlation,
  shared_words: pair.sharedWords,
  left_out: leftOut.id,
  primary_posterior_counted_once: pair.primaryPosterior,
});

function tierBody({ record, observed }: CaseAnalysis, tier: TierAnalysis) {
  const bucketId = (i: number): string => tier.buckets[i]?.id ?? '';
  const observedId = (i: number): string => observed[i]?.id ?? '';
  const question = (asked: NextQuestion | null) =>
    asked && { feature_id: record.findings[asked.finding]?.id ?? '', expected_information: asked.bits };
  const step = (taken: AskedStep) => ({
    feature_id: observedId(taken.observation),
    posterior: taken.posterior,
    entropy: taken.entropy,
    information: taken.information,
    surprise: taken.surprise,
    expected_information: taken.expected,
  });
  const [fromStart = [], ...afterSteps] = tier.expected;
  const { simulator } = tier;
  return {
    tier_level: tier.tier,
    buckets: tier.buckets.map(bucketBody),
    primary: bucketBody(tier.primary),
    entropy: tier.entropy,
    first_question: question(tier.firstQuestion),
    path: tier.path.map((taken) => ({
      ...step(taken),
      simulator_posterior: taken.simulatorPosterior,
      best_next: question(taken.bestNext),
    })),
    best_order: tier.bestOrder.map(step),
    /** Lists are in the order of `feature_ids`; null: asked already. */
    expected_information: {
      feature_ids: record.findings.map(({ id }) => id),
      from_start: fromStart,
      after_steps: afterSteps,
    },
    simulator: {
      leader: bucketId(simulator.leader),
      bayes_leader: bucketId(simulator.bayesLeader),
      winners_differ: simulator.winnersDiffer,
      winner_depends_on_order: simulator.winnerDependsOnOrder,
      leader_lowest: simulator.lowest,
      leader_highest: simulator.highest,
      leader_spread: simulator.spread,
      orders_tried: simulator.ordersTried,
    },
    sensitivity: tier.sensitivity().map(({ observation, bucket, ratio, lowered, raised, swing }) => ({
      feature_id: observedId(observation),
      bucket_id: bucketId(bucket),
      likelihood_ratio: ratio,
      lowered,
      raised,
      swing,
    })),
  };
}

const bucketBody = (bucket: AnalyzedBucket) => ({
  bucket_id: bucket.id,
  name: bucket.name,
  prior: bucket.prior,
  posterior: bucket.posterior,
  posterior_counted_once: bucket.posteriorCountedOnce,
  simulator_posterior: bucket.simulatorPosterior,
  rank_at_presentation: bucket.rankAtPresentation,
  final_rank: bucket.finalRank,
});
