import type { Finding, FindingCategory } from './finding.ts';

const order: readonly FindingCategory[] = ['history', 'physical_exam', 'diagnostic_workup'];

/**
 * The findings of a case after some of one category were replaced: what stays keeps its place, the new ones take the places
 * that are free, and more of them come after the last of their category.
 */
export function placeFindings(
  before: readonly Finding[],
  staying: readonly Finding[],
  fresh: readonly Finding[],
  category: FindingCategory,
): Finding[] {
  const queue = [...fresh];
  const placed = before.flatMap((finding) => {
    if (staying.includes(finding)) return [finding];
    const next = queue.shift();
    return next ? [next] : [];
  });
  const last = placed.findLastIndex((finding) => order.indexOf(finding.category) <= order.indexOf(category));
  const own = placed.findLastIndex((finding) => finding.category === category);
  return placed.toSpliced((own >= 0 ? own : last) + 1, 0, ...queue);
}
