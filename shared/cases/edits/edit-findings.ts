import type { CaseRecord } from '../case.ts';
import { blankCell } from '../fields.ts';
import { Finding, type FindingCategory } from '../finding.ts';
import type { FindingWords, OperationOf } from './operations.ts';
import { refuse } from './refusal.ts';

/** Edits of the findings: each returns a new record whose likelihoods have exactly one row per finding. */

const wordsOf: Readonly<Record<FindingCategory, Readonly<Record<string, keyof FindingWords>>>> = {
  history: { question: 'question', expectedAnswer: 'expected_answer' },
  physical_exam: { examination: 'examination', findings: 'findings' },
  diagnostic_workup: { test: 'test', rationale: 'rationale', result: 'result' },
};

/** Which of the words a category has; the first is what the learner asks for. */
export const askedAs: Readonly<Record<FindingCategory, 'question' | 'examination' | 'test'>> = {
  history: 'question',
  physical_exam: 'examination',
  diagnostic_workup: 'test',
};

export function setFinding(record: CaseRecord, { op: _, finding_id, ...words }: OperationOf<'set-finding'>): CaseRecord {
  const finding = requireFinding(record, finding_id);
  const next = worded(finding.category, { ...finding, ...given(finding.category, words) }, finding_id);
  return { ...record, findings: record.findings.map((one) => (one.id === finding_id ? next : one)) };
}

export function addFinding(record: CaseRecord, operation: OperationOf<'add-finding'>): CaseRecord {
  const { category, before = null, finding_id, op: _, ...words } = operation;
  const ids = record.findings.map(({ id }) => id);
  if (finding_id !== undefined && ids.includes(finding_id))
    throw refuse('finding_id', `there is a finding ${finding_id} already`);
  const id = finding_id ?? freshId(letters[category], ids);
  const blank = { id, category, present: null, rationale: '', result: '', expectedAnswer: '', findings: '' };
  const asked = { [askedAs[category]]: words.finding };
  const next = worded(category, { ...blank, ...asked, ...given(category, words) }, id);
  const row = Object.fromEntries(record.framework.leaves.map((leaf) => [leaf.id, blankCell]));
  const added = { ...record, findings: [...record.findings, next], likelihoods: { ...record.likelihoods, [id]: row } };
  return before === null ? added : moveFinding(added, { op: 'move-finding', finding_id: id, before });
}

export function removeFinding(record: CaseRecord, { finding_id }: OperationOf<'remove-finding'>): CaseRecord {
  requireFinding(record, finding_id);
  const { [finding_id]: _, ...likelihoods } = record.likelihoods;
  return { ...record, findings: record.findings.filter(({ id }) => id !== finding_id), likelihoods };
}

export function moveFinding(record: CaseRecord, { finding_id, before }: OperationOf<'move-finding'>): CaseRecord {
  const finding = requireFinding(record, finding_id);
  if (before === finding_id) return record;
  if (before !== null) requireFinding(record, before, 'before');
  const rest = record.findings.filter(({ id }) => id !== finding_id);
  const place = before === null ? rest.length : rest.findIndex(({ id }) => id === before);
  return { ...record, findings: rest.toSpliced(place, 0, finding) };
}

/** Nobody's numbers any more: the row moves nothing until somebody gives it likelihoods. */
export function clearLikelihoods(record: CaseRecord, { finding_id }: OperationOf<'clear-likelihoods'>): CaseRecord {
  requireFinding(record, finding_id);
  const row = Object.fromEntries(record.framework.leaves.map((leaf) => [leaf.id, blankCell]));
  return { ...record, likelihoods: { ...record.likelihoods, [finding_id]: row } };
}

export function requireFinding(record: CaseRecord, id: string, path = 'finding_id'): Finding {
  const finding = record.findings.find((one) => one.id === id);
  if (!finding) throw refuse(path, `there is no finding ${id}`);
  return finding;
}

const letters: Readonly<Record<FindingCategory, string>> = { history: 'h', physical_exam: 'e', diagnostic_workup: 't' };

/** A letter and the number after the highest in use. */
export function freshId(letter: string, used: readonly string[]): string {
  const numbers = used.flatMap((id) => (new RegExp(`^${letter}\\d{1,9}$`).test(id) ? [Number(id.slice(letter.length))] : []));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

/** The words that were given and that the category has, under our names. */
function given(category: FindingCategory, words: FindingWords): Record<string, unknown> {
  const own = Object.entries(wordsOf[category]).map(([ours, theirs]): [string, unknown] => [ours, words[theirs]]);
  const all: [string, unknown][] = [['finding', words.finding], ['present', words.present], ...own];
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** Only the words of its category, in the order of the schema, so that equal findings are equal bytes. */
function worded(category: FindingCategory, words: Record<string, unknown>, id: string): Finding {
  const names = ['id', 'finding', 'present', 'category', ...Object.keys(wordsOf[category])];
  const parsed = Finding.safeParse(Object.fromEntries(names.map((name) => [name, words[name]])));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`findings.${id}.${issue?.path.join('.') ?? ''}`, 'must not be empty');
}
