import { bucketPrior, conditionals } from '../../reasoning/bayes.ts';
import { editPrior, normalise } from '../../reasoning/edit-priors.ts';
import { editRatio, feasibleRatios } from '../../reasoning/edit-ratio.ts';
import { fitRatios } from '../../reasoning/fit-ratios.ts';
import { at, clampLikelihood, highestLikelihood, isStorable, lowestLikelihood } from '../../reasoning/probability.ts';
import type { CaseRecord } from '../case.ts';
import { cellsOf, rowOf } from '../derive.ts';
import { type BucketView, bucketsOf, priorsOf, type TierLevel, tierLevels } from '../framework.ts';
import { authorCell, type By } from './author-cell.ts';
import { requireFinding } from './edit-findings.ts';
import type { OperationOf } from './operations.ts';
import { outsideRange, refuse } from './refusal.ts';

/** Edits of priors and likelihoods by the exact rules of the domain: whatever is typed, the numbers stay coherent. */

/** A leaf never gets less than this: exports have three decimals, and a prior of 0 could never rise again. */
export const lowestPrior = 0.0005;

export function requireBucket(record: CaseRecord, id: string, path = 'bucket_id'): BucketView & { readonly tier: TierLevel } {
  for (const tier of tierLevels) {
    const bucket = bucketsOf(record.framework, tier).find((one) => one.id === id);
    if (bucket) return { ...bucket, tier };
  }
  throw refuse(path, `there is no bucket ${id}`);
}

/** Its leaves scale in proportion, all others share the rest in proportion. Refused where a leaf would all but vanish. */
export function setPrior(record: CaseRecord, { bucket_id, prior }: OperationOf<'set-prior'>, by: By): CaseRecord {
  const { members, name } = requireBucket(record, bucket_id);
  const priors = priorsOf(record.framework);
  const before = bucketPrior(priors, members);
  const outside = priors.filter((_, leaf) => !members.includes(leaf));
  if (outside.length === 0 || before <= 0 || before >= 1)
    throw refuse('prior', `${name} is all that there is, so its prior is 1.`);
  if (Math.abs(prior - before) < 1e-12) return record;
  const smallest = (values: readonly number[]): number => Math.min(...values);
  const inside = smallest(members.map((leaf) => at(priors, leaf)));
  const feasible = {
    lowest: before * Math.min(1, lowestPrior / inside),
    highest: 1 - (1 - before) * Math.min(1, lowestPrior / smallest(outside)),
  };
  if (prior < feasible.lowest || prior > feasible.highest) throw outsideRange('prior', `The prior of ${name}`, feasible);
  return withPriors(record, editPrior(priors, members, prior), by, members);
}

/** Every bucket of one tier at once; inside each, leaves keep their proportions. The numbers are made to sum to 1. */
export function setPriors(
  record: CaseRecord,
  { tier_level, priors: given }: OperationOf<'set-priors'>,
  by: By,
  shownAs = (id: string): string => id,
): CaseRecord {
  const buckets = bucketsOf(record.framework, tier_level);
  const unknown = Object.keys(given).find((id) => !buckets.some((bucket) => bucket.id === id));
  if (unknown !== undefined) throw refuse(`priors.${unknown}`, `there is no bucket ${unknown} in tier ${tier_level}`);
  const wanted = buckets.map(({ id, name }) => {
    const prior = Object.hasOwn(given, id) ? given[id] : undefined;
    if (prior === undefined) throw refuse(`priors.${shownAs(id)}`, `the prior of ${name} is missing`);
    return prior;
  });
  const total = wanted.reduce((sum, prior) => sum + prior, 0);
  if (!(Math.abs(total - 1) <= 0.011))
    throw refuse('priors', `the priors of tier ${tier_level} add up to ${total.toFixed(3)}; they should add up to 1`);
  const shares = normalise(wanted);
  const priors = priorsOf(record.framework);
  const next = [...priors];
  buckets.forEach(({ members, name, id }, i) => {
    const before = bucketPrior(priors, members);
    for (const leaf of members) next[leaf] = (at(priors, leaf) * at(shares, i)) / before;
    const smallest = Math.min(...members.map((leaf) => at(priors, leaf)));
    const lowest = before * Math.min(1, lowestPrior / smallest);
    if (at(shares, i) < lowest - 1e-12)
      throw outsideRange(`priors.${shownAs(id)}`, `The prior of ${name}`, { lowest, highest: 1 - lowest });
  });
  const touched = buckets.flatMap(({ members }, i) =>
    Math.abs(at(wanted, i) - bucketPrior(priors, members)) > 1e-6 ? members : [],
  );
  return withPriors(record, normalise(next), by, touched);
}

/** Leaves that were touched are their author's now; those that only made room keep their source, with what it printed. */
export function withPriors(
  record: CaseRecord,
  priors: readonly number[],
  { who, at: when }: By,
  touched: readonly number[],
): CaseRecord {
  const leaves = record.framework.leaves.map((leaf, i) => {
    const prior = at(priors, i);
    if (prior === leaf.prior || !touched.includes(i)) return { ...leaf, prior };
    return { ...leaf, prior, provenance: { source: 'author' as const, who, at: when } };
  });
  return { ...record, framework: { ...record.framework, leaves } };
}

export function setProbability(record: CaseRecord, operation: OperationOf<'set-probability'>, by: By): CaseRecord {
  const { finding_id, bucket_id, probability } = operation;
  requireFinding(record, finding_id);
  const { tier, members, name } = requireBucket(record, bucket_id);
  const [leaf] = members;
  if (tier !== 3 || leaf === undefined)
    throw refuse('bucket_id', `${name} is not a tier-3 bucket; a probability is stored for those only, type an LR here`);
  if (!isStorable(probability))
    throw outsideRange('probability', 'A probability', { lowest: lowestLikelihood, highest: highestLikelihood });
  const row = rowOf(record, finding_id).with(leaf, clampLikelihood(probability));
  return withRow(record, finding_id, row, by);
}

export function setRatio(record: CaseRecord, operation: OperationOf<'set-ratio'>, by: By, state?: State): CaseRecord {
  const { finding_id, bucket_id, likelihood_ratio: ratio } = operation;
  const { finding, present } = statedFinding(record, finding_id, state);
  const { members, name } = requireBucket(record, bucket_id);
  const priors = priorsOf(record.framework);
  if (members.length === priors.length) throw refuse('bucket_id', `${name} is all that there is, so its LR is 1.`);
  const row = rowOf(record, finding_id);
  const edit = editRatio(priors, row, members, { ratio, present });
  if (edit.ok) return withRow(record, finding_id, edit.row, by);
  const feasible = feasibleRatios(conditionals(priors, row, members).outside, present);
  throw outsideRange('likelihood_ratio', `The LR of ${finding} for ${name}`, feasible);
}

/** LRs in force for several buckets of one row: the nearest coherent likelihoods are fitted. */
export function fitRow(record: CaseRecord, { finding_id, ratios }: OperationOf<'fit-ratios'>, by: By, state?: State): CaseRecord {
  const { present } = statedFinding(record, finding_id, state);
  const wanted = ratios.map(({ bucket_id, likelihood_ratio: ratio }) => ({
    members: requireBucket(record, bucket_id).members,
    ratio,
  }));
  const informative = wanted.filter(({ members }) => members.length < record.framework.leaves.length);
  if (informative.length === 0) return record;
  const fitted = fitRatios(priorsOf(record.framework), rowOf(record, finding_id), present, informative);
  return withRow(record, finding_id, fitted.row.map(clampLikelihood), by);
}

/** What an LR of a finding without a state means, for clients that cannot say it: the one of a finding that is there. */
type State = { readonly assumed: boolean };

function statedFinding(record: CaseRecord, id: string, state?: State): { finding: string; present: boolean } {
  const { finding, present } = requireFinding(record, id);
  if (present === null && state) return { finding, present: state.assumed };
  if (present === null)
    throw refuse('finding_id', `say first whether "${finding}" is present or absent: its LR is another one in each case`);
  return { finding, present };
}

/** Cells that moved are their author's now, and keep what they replaced. */
function withRow(record: CaseRecord, finding: string, row: readonly number[], by: By): CaseRecord {
  const cells = cellsOf(record, finding).map((cell, leaf) => authorCell(cell, at(row, leaf), by));
  const next = Object.fromEntries(record.framework.leaves.map(({ id }, leaf) => [id, cells[leaf]]));
  return { ...record, likelihoods: { ...record.likelihoods, [finding]: next as CaseRecord['likelihoods'][string] } };
}
