import type { Finding, FindingCategory } from '../../../cases/finding.ts';
import type { Candidate } from '../sampling/eligible.ts';
import type { Voice } from './personality.ts';
import type { Writer } from './writer.ts';

export const letters: Readonly<Record<FindingCategory, string>> = { history: 'h', physical_exam: 'e', diagnostic_workup: 't' };

/** The drawn findings as the learner meets them, with ids h1…, e1…, t1… */
export function writeFindings(
  candidates: readonly Candidate[],
  writer: Writer,
  voice: Voice,
): { finding: Finding; from: Candidate }[] {
  const counts = new Map<FindingCategory, number>();
  return candidates.map((from) => {
    const { category } = from.finding;
    const number = (counts.get(category) ?? 0) + 1;
    counts.set(category, number);
    return { finding: writeFinding(`${letters[category]}${number}`, from, writer, voice), from };
  });
}

export function writeFinding(id: string, { finding, present }: Candidate, writer: Writer, voice: Voice): Finding {
  const named = { id, finding: finding.name, present };
  const answers = present ? finding.present : finding.absent;
  switch (finding.category) {
    case 'history':
      return { ...named, category: 'history', question: writer.say(finding.ask), expectedAnswer: writer.say(answers, voice) };
    case 'physical_exam':
      return { ...named, category: 'physical_exam', examination: writer.say(finding.ask), findings: writer.say(answers) };
    case 'diagnostic_workup':
      return {
        ...named,
        category: 'diagnostic_workup',
        test: writer.say(finding.ask),
        rationale: asSentence(writer.say(finding.why)),
        result: writer.say(answers),
      };
  }
}

const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
