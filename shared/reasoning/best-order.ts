import type { LikelihoodRow, Observation } from './bayes.ts';
import { startBelief } from './path.ts';

/**
 * Which question is worth asking. A question is judged by its expected information: what it is expected to tell of the
 * buckets before its answer is known, given the answers so far. Judged by what its answer did tell, an order would see
 * the answers before asking, and no learner can.
 */

/** A finding as a question: its row, and how unsure the answer is in each leaf, which no other answer changes. */
export type Question = { readonly row: Float64Array; readonly unsure: Float64Array };
export const questionOf = (row: LikelihoodRow): Question => ({
  row: Float64Array.from(row),
  unsure: Float64Array.from(row, binaryEntropy),
});

function binaryEntropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.LN2;
}

/**
 * Expected information of a finding about the buckets of one tier: h(P(f)) − Σ_B P(B) h(P(f | B)) with h the entropy of
 * yes and no. The mutual information of finding and bucket counted from the finding's side, so that no posterior is
 * needed; for the leaves it equals `expectedInformation`. Never negative; rounding is cut at 0.
 */
export function expectedAbout(
  byLeaf: readonly number[],
  { row, unsure }: Question,
  buckets: readonly (readonly number[])[],
): number {
  let present = 0;
  let left = 0;
  // Read in place, not with at(): these lines run some 30,000 times for a case of 30 findings. A missing number makes the
  // sum NaN, which a test of any case would show.
  for (let b = 0; b < buckets.length; b++) {
    const members = buckets[b] ?? [];
    if (members.length === 1) {
      const leaf = members[0] ?? -1;
      const p = byLeaf[leaf] ?? Number.NaN;
      present += p * (row[leaf] ?? Number.NaN);
      left += p * (unsure[leaf] ?? Number.NaN);
      continue;
    }
    let weight = 0;
    let inside = 0;
    for (let i = 0; i < members.length; i++) {
      const leaf = members[i] ?? -1;
      const p = byLeaf[leaf] ?? Number.NaN;
      weight += p;
      inside += p * (row[leaf] ?? Number.NaN);
    }
    present += inside;
    if (weight > 0) left += weight * binaryEntropy(inside / weight);
  }
  return Math.max(0, binaryEntropy(present) - left);
}

/** The open question with the highest expected information; of equals the first. */
export function bestOf(expected: readonly (number | null)[]): { index: number; bits: number } | undefined {
  let best: { index: number; bits: number } | undefined;
  expected.forEach((bits, index) => {
    if (bits !== null && (!best || bits > best.bits)) best = { index, bits };
  });
  return best;
}

/**
 * Expected information of every question at every point of a path: one list before any answer and one after each.
 * `askedAt[i]` is the step that asks question i (0 the first), null where the path never does; asked ones are null.
 */
export const expectedAlong = (
  path: readonly (readonly number[])[],
  questions: readonly Question[],
  askedAt: readonly (number | null)[],
  buckets: readonly (readonly number[])[],
): (number | null)[][] =>
  path.map((byLeaf, taken) =>
    questions.map((question, i) => {
      const asked = askedAt[i] ?? null;
      return asked !== null && asked < taken ? null : expectedAbout(byLeaf, question, buckets);
    }),
  );

export type BestOrder = {
  /** Indexes of the observations. */
  readonly order: readonly number[];
  /** Expected information of each at the moment it is asked. */
  readonly expected: readonly number[];
  /** Belief over the leaves before any finding, and after each. */
  readonly path: readonly (readonly number[])[];
};

/**
 * The greedy order towards the buckets of one tier: at every step the question with the highest expected information
 * given the answers so far. Taking the best next question is not always the shortest way; it is the one that
 * a clinician can follow.
 */
export function bestOrder(
  priors: readonly number[],
  observations: readonly Observation[],
  buckets: readonly (readonly number[])[],
  /** The observations as questions, where the caller has them already. */
  questions: readonly Question[] = observations.map(({ likelihoods }) => questionOf(likelihoods)),
): BestOrder {
  const belief = startBelief(priors);
  const open = observations.map((seen, index) => ({ seen, index, question: questions[index] ?? questionOf(seen.likelihoods) }));
  const order: number[] = [];
  const expected: number[] = [];
  const path: number[][] = [[...priors]];
  let byLeaf: readonly number[] = priors;
  for (;;) {
    let place = 0;
    let bits = -1;
    for (let i = 0; i < open.length; i++) {
      const question = open[i]?.question;
      const told = question ? expectedAbout(byLeaf, question, buckets) : -1;
      if (told > bits) [place, bits] = [i, told];
    }
    // Taken out in place, so that the questions left stay in case order and the first of equals is asked first.
    const [best] = open.splice(place, 1);
    if (!best) return { order, expected, path };
    order.push(best.index);
    expected.push(bits);
    const after = belief.after(best.seen);
    path.push(after);
    byLeaf = after;
  }
}
