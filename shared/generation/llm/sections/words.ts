import type { CaseRecord } from '../../../cases/case.ts';
import type { Finding, FindingCategory } from '../../../cases/finding.ts';
import { askFor } from '../ask-for.ts';
import { wordingPrompt } from '../prompts.ts';
import { ExamText, HistoryText, type Listed, perFinding, WorkupText } from '../schemas.ts';
import { newFaults } from './check.ts';
import type { SectionDesk } from './desk.ts';
import { settledBy } from './settled.ts';

const perCall = 4;
const texts = { history: HistoryText, physical_exam: ExamText, diagnostic_workup: WorkupText } as const;

export type Named = Listed & { readonly id: string };

/** What is asked and told for new findings of one category, a few to a call, side by side. */
export async function askFindingWords(
  category: FindingCategory,
  named: readonly Named[],
  stays: CaseRecord,
  desk: SectionDesk,
): Promise<Finding[]> {
  const { order, audit, ...asking } = desk;
  const faults = newFaults(audit, stays);
  const settled = settledBy(stays);
  const together = { ...settled, [category]: [...settled[category], ...named] };
  const ask = async (chunk: readonly Named[]): Promise<Finding[]> => {
    const faultsOf = (written: Answer) => faults(withFindings(stays, findingsFrom(category, chunk, written)));
    const answer = await askFor<Answer>(
      asking.complete,
      {
        ...asking,
        name: category,
        messages: wordingPrompt(order, together, category, chunk),
        schema: perFinding(
          chunk.map(({ finding }) => finding),
          texts[category],
        ),
        maxOutputTokens: 1_500,
        problems: (written) => faultsOf(written).problems,
        wishes: (written) => faultsOf(written).wishes,
      },
      asking.signal,
    );
    return findingsFrom(category, chunk, answer);
  };
  const chunks = Array.from({ length: Math.ceil(named.length / perCall) }, (_, i) => named.slice(i * perCall, (i + 1) * perCall));
  return (await Promise.all(chunks.map(ask))).flat();
}

type Answer = Readonly<Record<string, unknown>>;

const findingsFrom = (category: FindingCategory, named: readonly Named[], written: Answer): Finding[] =>
  named.map(({ id, finding, present }, i) => worded(category, { id, finding, present }, written[`f${i}`]));

function worded(category: FindingCategory, known: Named, words: unknown): Finding {
  switch (category) {
    case 'history': {
      const { question, expected_answer } = HistoryText.parse(words);
      return { ...known, category, question, expectedAnswer: expected_answer };
    }
    case 'physical_exam':
      return { ...known, category, ...ExamText.parse(words) };
    case 'diagnostic_workup':
      return { ...known, category, ...WorkupText.parse(words) };
  }
}

/** A case with further findings that have no numbers yet. */
export function withFindings(record: CaseRecord, fresh: readonly Finding[]): CaseRecord {
  const resting = { probability: 0.5, provenance: { source: 'not_estimated' as const } };
  const row = Object.fromEntries(record.framework.leaves.map(({ id }) => [id, resting]));
  return {
    ...record,
    findings: [...record.findings, ...fresh],
    likelihoods: { ...record.likelihoods, ...Object.fromEntries(fresh.map(({ id }) => [id, row])) },
  };
}
