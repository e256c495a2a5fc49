import type { CaseRecord } from '../../../../shared/cases/case.ts';
import type { Finding, FindingCategory } from '../../../../shared/cases/finding.ts';
import type { EditTab } from '../../app/routes.ts';

/** Audits point at places by JSON pointers into the reply; fields of the page carry the same as `data-pointer`. */

export const listNames = {
  history: 'history_questions',
  physical_exam: 'physical_exam_findings',
  diagnostic_workup: 'diagnostic_workup',
} as const satisfies Readonly<Record<FindingCategory, string>>;

export function tabOf(pointer: string): EditTab {
  if (pointer.startsWith('/feature_likelihood_ratios')) return 'likelihoods';
  if (pointer.startsWith('/diagnostic_framework') || pointer.startsWith('/primary_leaf_id')) return 'framework';
  return 'details';
}

/** The finding that a pointer names, by its place in a list or by its id. */
export function findingAt(pointer: string, { findings }: CaseRecord): Finding | undefined {
  const id = /#([\w-]+)$/.exec(pointer)?.[1];
  if (id) return findings.find((finding) => finding.id === id);
  const [, list, index] = /^\/case_details\/(\w+)\/(\d+)/.exec(pointer) ?? [];
  return findings.filter(({ category }) => listNames[category] === list)[Number(index)];
}

const patienceMs = 3_000;

/** Brings the place of a pointer into view and puts the focus there, once its tab has been drawn. */
export function jumpTo(pointer: string, record: CaseRecord): void {
  const wanted = [pointer, ...aliases(pointer, record), parent(pointer), parent(parent(pointer))];
  const until = performance.now() + patienceMs;
  const look = () => {
    const place = wanted.map((one) => document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(one)}"]`)).find(Boolean);
    if (place) {
      place.scrollIntoView({ block: 'center' });
      place.focus({ preventScroll: true });
    } else if (performance.now() < until) window.setTimeout(look, 50);
  };
  window.setTimeout(look, 0);
}

/** `/case_details#h3` stands for the finding wherever it is. */
function aliases(pointer: string, record: CaseRecord): string[] {
  const id = /^\/case_details#([\w-]+)$/.exec(pointer)?.[1];
  const finding = record.findings.find((one) => one.id === id);
  if (!finding) return [];
  const index = record.findings.filter(({ category }) => category === finding.category).indexOf(finding);
  return [`/case_details/${listNames[finding.category]}/${index}/finding`];
}

const parent = (pointer: string): string => pointer.replace(/\/[^/]*$/, '');
