import { at } from '../../reasoning/probability.ts';
import type { CaseRecord } from '../case.ts';
import { posteriorOf, ratiosAt } from '../derive.ts';
import { primaryLeafIndex } from '../framework.ts';
import type { Change } from './compare-records.ts';

/** Two digits that count, as clinicians read LRs: 2.0, 0.35, 14. */
const ratioText = (ratio: number): string =>
  ratio >= 9.95 ? ratio.toFixed(0) : ratio >= 0.995 ? ratio.toFixed(1) : ratio.toPrecision(2);
/** Two decimals, three where two would read as 0 or 1; both sides alike, so that digits alone are no change. */
function sharesText(from: number, to: number): [from: string, to: string] {
  const digits = [from, to].some((share) => share < 0.01 || share > 0.99) ? 3 : 2;
  return [from.toFixed(digits), to.toFixed(digits)];
}

/** Priors and LRs that read differently now, and what they do to the final posterior of the primary leaf. */
export function numberChanges(before: CaseRecord, after: CaseRecord): Change[] {
  return [...priorChanges(before, after), ...ratioChanges(before, after), ...posteriorChange(before, after)];
}

function priorChanges(before: CaseRecord, after: CaseRecord): Change[] {
  const old = new Map(before.framework.leaves.map(({ id, prior }) => [id, prior]));
  return after.framework.leaves.flatMap(({ id, name, prior }): Change[] => {
    const from = old.get(id);
    if (from === undefined) return [];
    const [was, is] = sharesText(from, prior);
    return was === is ? [] : [{ field: `priors.${id}`, sentence: `Prior of ${name} ${was} → ${is}`, from, to: prior }];
  });
}

/** LRs of rows whose stored likelihoods changed: those that moved with the priors alone are a consequence, not an edit. */
function ratioChanges(before: CaseRecord, after: CaseRecord): Change[] {
  const isEdited = (finding: string, leaf: string): boolean => {
    const [was, is] = [before.likelihoods[finding]?.[leaf], after.likelihoods[finding]?.[leaf]];
    return was !== undefined && is !== undefined && was.probability !== is.probability;
  };
  const edited = new Set(
    after.findings
      .filter(({ id }) => Object.keys(after.likelihoods[id] ?? {}).some((leaf) => isEdited(id, leaf)))
      .map(({ id }) => id),
  );
  if (edited.size === 0) return [];
  const old = new Map(ratiosAt(before, 3).map((ratio) => [`${ratio.finding.id} ${ratio.bucket.id}`, ratio]));
  return ratiosAt(after, 3).flatMap(({ finding, bucket, inForce, lrPositive, probability }): Change[] => {
    const earlier = old.get(`${finding.id} ${bucket.id}`);
    if (!earlier || !isEdited(finding.id, bucket.id)) return [];
    const [from, to] = [earlier.inForce ?? earlier.lrPositive, inForce ?? lrPositive];
    const field = `likelihoods.${finding.id}.${bucket.id}`;
    const sentence =
      ratioText(from) === ratioText(to)
        ? `P(${finding.finding} | ${bucket.name}) ${(earlier.probability * 100).toFixed(1)} % → ${(probability * 100).toFixed(1)} %`
        : `LR of ${finding.finding} for ${bucket.name} ${ratioText(from)} → ${ratioText(to)}`;
    return [{ field, sentence, from, to }];
  });
}

function posteriorChange(before: CaseRecord, after: CaseRecord): Change[] {
  const [was, is] = [finalOf(before), finalOf(after)];
  if (!was || !is) return [];
  const [from, to] = sharesText(was.share, is.share);
  if (from === to) return [];
  const sentence = `Final posterior of ${is.name} ${from} → ${to}`;
  return [{ field: 'final_posterior', sentence, from: was.share, to: is.share }];
}

function finalOf(record: CaseRecord): { name: string; share: number } | undefined {
  const leaf = primaryLeafIndex(record.framework);
  const bucket = record.framework.leaves[leaf];
  return bucket && { name: bucket.name, share: at(posteriorOf(record), leaf) };
}
