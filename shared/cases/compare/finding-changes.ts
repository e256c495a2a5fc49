import type { CaseRecord } from '../case.ts';
import type { Finding } from '../finding.ts';
import type { Change } from './compare-records.ts';

const kinds: Readonly<Record<Finding['category'], string>> = {
  history: 'History',
  physical_exam: 'Examination',
  diagnostic_workup: 'Test',
};
const states = new Map<boolean | null, string>([
  [true, 'present'],
  [false, 'absent'],
  [null, 'not stated'],
]);
const words: readonly [part: string, name: string][] = [
  ['question', 'question'],
  ['expectedAnswer', 'answer'],
  ['examination', 'examination'],
  ['findings', 'findings'],
  ['test', 'test'],
  ['rationale', 'rationale'],
  ['result', 'result'],
];

const snake = (part: string): string => (part === 'expectedAnswer' ? 'expected_answer' : part);

/** Findings that came, went, changed their words or state, or moved. */
export function findingChanges(before: CaseRecord, after: CaseRecord): Change[] {
  const old = new Map(before.findings.map((finding) => [finding.id, finding]));
  const next = new Map(after.findings.map((finding) => [finding.id, finding]));
  const removed = before.findings.flatMap((finding): Change[] =>
    next.has(finding.id)
      ? []
      : [{ field: `findings.${finding.id}`, sentence: `${kinds[finding.category]} finding "${finding.finding}" removed` }],
  );
  const added = after.findings.flatMap((finding): Change[] =>
    old.has(finding.id)
      ? []
      : [{ field: `findings.${finding.id}`, sentence: `${kinds[finding.category]} finding "${finding.finding}" added` }],
  );
  const reworded = after.findings.flatMap((finding) => {
    const earlier = old.get(finding.id);
    return earlier ? wordChanges(earlier, finding) : [];
  });
  return [...removed, ...added, ...reworded, ...orderChange(before, after)];
}

function wordChanges(from: Finding, to: Finding): Change[] {
  const field = `findings.${to.id}`;
  const renamed: Change[] =
    from.finding === to.finding
      ? []
      : [
          {
            field: `${field}.finding`,
            sentence: `Finding "${from.finding}" is now called "${to.finding}"`,
            from: from.finding,
            to: to.finding,
          },
        ];
  const turned: Change[] =
    from.present === to.present
      ? []
      : [
          {
            field: `${field}.present`,
            sentence: `"${to.finding}": ${states.get(from.present)} → ${states.get(to.present)}`,
            from: from.present,
            to: to.present,
          },
        ];
  const [was, is] = [from as Record<string, unknown>, to as Record<string, unknown>];
  const reworded = words.flatMap(([part, name]): Change[] =>
    was[part] === is[part]
      ? []
      : [{ field: `${field}.${snake(part)}`, sentence: `"${to.finding}": ${name} reworded`, from: was[part], to: is[part] }],
  );
  return [...renamed, ...turned, ...reworded];
}

function orderChange(before: CaseRecord, after: CaseRecord): Change[] {
  const ids = (record: CaseRecord, other: CaseRecord): string[] =>
    record.findings.map(({ id }) => id).filter((id) => other.findings.some((finding) => finding.id === id));
  const [from, to] = [ids(before, after), ids(after, before)];
  return from.join() === to.join() ? [] : [{ field: 'finding_order', sentence: 'Findings put in another order', from, to }];
}
