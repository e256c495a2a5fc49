import { expect } from 'vitest';

type Bucket = { readonly id: string; readonly parent_id: string | null; readonly prior: number };
type Tier = { readonly tier_level: number; readonly buckets: readonly Bucket[] };
type Cell = {
  readonly feature_id: string;
  readonly tier_level: number;
  readonly bucket_id: string;
  readonly present: boolean;
  readonly probability: number;
  readonly lr_positive: number;
  readonly lr_negative: number;
  readonly likelihood_ratio: number;
};

/**
 * How far the numbers of a reply are from what its own leaves say, reckoned from the JSON alone: the identity
 * Σ p·LR/(1 − p + p·LR) = 1 of every row at every tier, and each tier's probabilities and ratios from those of tier 3.
 */
export function incoherence(body: Record<string, unknown>): { identity: number; derived: number; rows: number } {
  const tiers = body.diagnostic_framework as readonly Tier[];
  const cells = body.feature_likelihood_ratios as readonly Cell[];
  const leaves = tiers[2]?.buckets ?? [];
  const groupParents = new Map(tiers[1]?.buckets.map(({ id, parent_id }) => [id, parent_id]));
  const at = new Map(cells.map((cell) => [`${cell.feature_id} ${cell.tier_level} ${cell.bucket_id}`, cell]));
  const features = [...new Set(cells.map(({ feature_id }) => feature_id))];
  let identity = 0;
  let derived = 0;
  for (const feature of features) {
    for (const { tier_level, buckets } of tiers) {
      const totals = { positive: 0, negative: 0 };
      for (const bucket of buckets) {
        const cell = at.get(`${feature} ${tier_level} ${bucket.id}`);
        if (!cell) throw new Error(`no cell of ${feature} for ${bucket.id}`);
        totals.positive += updated(bucket.prior, cell.lr_positive);
        totals.negative += updated(bucket.prior, cell.lr_negative);
        const isInside = ({ id, parent_id }: Bucket): boolean =>
          [id, parent_id, groupParents.get(parent_id ?? '')].includes(bucket.id);
        const mean = (some: readonly Bucket[]): number => {
          const weight = some.reduce((sum, { prior }) => sum + prior, 0);
          return (
            some.reduce((sum, { id, prior }) => sum + prior * (at.get(`${feature} 3 ${id}`)?.probability ?? NaN), 0) / weight
          );
        };
        const [inside, outside] = [mean(leaves.filter(isInside)), mean(leaves.filter((leaf) => !isInside(leaf)))];
        derived = Math.max(
          derived,
          apart(cell.probability, inside),
          apart(cell.lr_positive, inside / outside),
          apart(cell.lr_negative, (1 - inside) / (1 - outside)),
          apart(cell.likelihood_ratio, cell.present ? cell.lr_positive : cell.lr_negative),
        );
      }
      identity = Math.max(identity, apart(totals.positive, 1), apart(totals.negative, 1));
    }
  }
  return { identity, derived, rows: features.length * tiers.length };
}

/** A number that is none is as far apart as can be; Math.max would pass it on. */
const apart = (a: number, b: number): number => (Number.isFinite(a) && Number.isFinite(b) ? Math.abs(a - b) : Infinity);
const updated = (prior: number, ratio: number): number => (prior * ratio) / (1 - prior + prior * ratio);

type Audit = { readonly id: string; readonly severity: string; readonly sentence: string };
export const auditsOf = (body: Record<string, unknown>, severity?: string): Audit[] =>
  (body.audits as Audit[]).filter((audit) => severity === undefined || audit.severity === severity);

/** A whole case: every part has something in it, and its numbers agree with one another. */
export function expectWholeCase(body: Record<string, unknown>): void {
  const details = body.case_details as Record<'history_questions' | 'physical_exam_findings' | 'diagnostic_workup', object[]>;
  const lists = [details.history_questions, details.physical_exam_findings, details.diagnostic_workup];
  expect(lists.map(({ length }) => length)).toEqual([8, 7, 6]);
  for (const item of lists.flat()) expect(Object.values(item)).not.toContain('');
  const { identity, derived, rows } = incoherence(body);
  expect(rows).toBe(63);
  expect(identity).toBeLessThanOrEqual(1e-9);
  expect(derived).toBeLessThanOrEqual(1e-9);
  for (const { sentence } of auditsOf(body)) expect(sentence.length).toBeGreaterThan(10);
}
