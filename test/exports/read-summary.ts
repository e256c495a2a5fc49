/** A reader of the case summary text, written from formats.md alone. Throws where a line is not what the format says. */
export function readSummary(text: string) {
  if (!text.endsWith('\n') || text.endsWith('\n\n') || text.includes('\r')) throw new Error('lines, and one newline at the end');
  const lines = text.slice(0, -1).split('\n');
  const take = (): string => lines.shift() ?? '';
  const expectLine = (wanted: string): void => {
    const line = take();
    if (line !== wanted) throw new Error(`wanted "${wanted}", found "${line}"`);
  };
  const after = (start: string): string => {
    const line = take();
    if (!line.startsWith(start)) throw new Error(`wanted "${start}…", found "${line}"`);
    return line.slice(start.length);
  };
  const until = (heading: string): string[] => {
    const place = lines.indexOf(heading);
    if (place < 0) throw new Error(`no ${heading}`);
    const taken = lines.splice(0, place);
    if (taken.pop() !== '') throw new Error(`no blank line before ${heading}`);
    return taken;
  };
  const caseId = lines[0]?.startsWith('CASE ID: ') ? Number(after('CASE ID: ')) : null;
  const diagnosis = after('PRIMARY DIAGNOSIS: ');
  expectLine('');
  expectLine('CASE PRESENTATION:');
  const presentation = until('PATIENT COMMUNICATION STYLE:').join('\n');
  expectLine('PATIENT COMMUNICATION STYLE:');
  const personality = until('HISTORY FINDINGS:').join('\n');
  expectLine('HISTORY FINDINGS:');
  const history: { question: string; answer: string }[] = [];
  while (lines[0]?.startsWith('Question: ')) {
    history.push({ question: after('Question: '), answer: after('Patient Response: ') });
    expectLine('');
  }
  if (history.length === 0) expectLine('');
  expectLine('PHYSICAL EXAMINATION FINDINGS:');
  const exams = until('DIAGNOSTIC WORKUP:');
  expectLine('DIAGNOSTIC WORKUP:');
  return { caseId, diagnosis, presentation, personality, history, exams, workup: [...lines] };
}
