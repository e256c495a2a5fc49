import type { CaseRecord, LikelihoodCell } from '../../../../../shared/cases/case.ts';
import { cellsOf, ratiosAt } from '../../../../../shared/cases/derive.ts';
import type { Finding } from '../../../../../shared/cases/finding.ts';
import { type BucketView, bucketsOf, type TierLevel } from '../../../../../shared/cases/framework.ts';

export type Source = 'published' | 'author' | 'estimate' | 'none';

/** One cell of the matrix as it is drawn. */
export type GridCell = {
  readonly probability: number;
  readonly inForce: number | null;
  readonly positive: number;
  readonly negative: number;
  readonly source: Source;
};
export type GridRow = { readonly finding: Finding; readonly cells: readonly GridCell[] };
export type Grid = { readonly tier: TierLevel; readonly buckets: readonly BucketView[]; readonly rows: readonly GridRow[] };

/** The buckets that have a column: one without leaves has no numbers. */
export const filledBuckets = ({ framework }: CaseRecord, tier: TierLevel): BucketView[] =>
  bucketsOf(framework, tier).filter(({ members }) => members.length > 0);

/** Every finding against every bucket of a tier. */
export function gridOf(record: CaseRecord, tier: TierLevel): Grid {
  const buckets = filledBuckets(record, tier);
  const all = ratiosAt(record, tier).filter(({ bucket }) => bucket.members.length > 0);
  const rows = record.findings.map((finding, r): GridRow => {
    const stored = cellsOf(record, finding.id);
    return {
      finding,
      cells: all.slice(r * buckets.length, (r + 1) * buckets.length).map((derived) => ({
        probability: derived.probability,
        inForce: derived.inForce,
        positive: derived.lrPositive,
        negative: derived.lrNegative,
        source: sourceOf(derived.bucket.members.flatMap((leaf) => stored[leaf] ?? [])),
      })),
    };
  });
  return { tier, buckets, rows };
}

function sourceOf(cells: readonly LikelihoodCell[]): Source {
  const sources = new Set(cells.map(({ provenance }) => provenance.source));
  if (sources.has('author')) return 'author';
  if (sources.has('published')) return 'published';
  return sources.has('not_estimated') ? 'none' : 'estimate';
}
