import type { CaseRecord } from '../../../cases/case.ts';
import { isUnestimated } from '../../../cases/derive.ts';
import { freshId } from '../../../cases/edits/edit-findings.ts';
import type { Finding, FindingCategory } from '../../../cases/finding.ts';
import { placeFindings } from '../../../cases/place-findings.ts';
import { AppError } from '../../../errors.ts';
import { askFor } from '../ask-for.ts';
import { estimatesOf, fillMissing } from '../assemble.ts';
import { ground } from '../ground.ts';
import { openLikelihoodDesk } from '../likelihood-desk.ts';
import { codesIn } from '../model-likelihoods.ts';
import { findingsPrompt } from '../prompts.ts';
import { counts, FindingNames, fewest, inTurn, type Listed } from '../schemas.ts';
import { newFaults } from './check.ts';
import type { SectionDesk } from './desk.ts';
import { listedOf, settledBy } from './settled.ts';
import { askFindingWords, type Named, withFindings } from './words.ts';

const letters = { history: 'h', physical_exam: 'e', diagnostic_workup: 't' } as const;

/** The findings of one category in place of those that go: their names first, then words and likelihoods side by side. */
export async function askFindings(
  category: FindingCategory,
  kept: readonly string[],
  desk: SectionDesk,
): Promise<Partial<CaseRecord>> {
  const { record } = desk;
  const staying = record.findings.filter((finding) => finding.category !== category || kept.includes(finding.id));
  const leaving = record.findings.filter((finding) => !staying.includes(finding));
  const likelihoods = Object.fromEntries(staying.map(({ id }) => [id, record.likelihoods[id] ?? {}]));
  const stays = { ...record, findings: staying, likelihoods };
  const listed = await askNames(category, leaving, stays, desk);
  const named = withIds(category, listed, leaving, record);
  const [fresh, rows] = await Promise.all([askFindingWords(category, named, stays, desk), askRows(category, named, desk)]);
  const findings = placeFindings(record.findings, staying, fresh, category);
  return {
    findings,
    likelihoods: fillMissing(findings, record.framework, { ...record.likelihoods, ...rows.likelihoods }),
    citations: rows.citations,
  };
}

/** The names and states of the new findings. What stays must neither be asked twice nor be contradicted. */
async function askNames(
  category: FindingCategory,
  leaving: readonly Finding[],
  stays: CaseRecord,
  { order, audit, ...asking }: SectionDesk,
): Promise<Listed[]> {
  const here = stays.findings.filter((finding) => finding.category === category).length;
  const count = Math.max(1, Math.max(here + leaving.length, counts[category]) - here);
  const least = Math.max(1, Math.min(count, fewest[category] - here));
  const faults = newFaults(audit, stays);
  const taken = new Set(stays.findings.map(({ finding }) => finding.trim().toLowerCase()));
  const problems = (list: readonly Listed[]): string[] => {
    const names = list.map(({ finding }) => finding.trim().toLowerCase());
    return [
      ...(list.length < least ? [`at least ${least} findings are needed`] : []),
      ...(list.length > count + 2 ? [`${count} findings are enough`] : []),
      ...names.filter((name, i) => names.indexOf(name) !== i || taken.has(name)).map((name) => `"${name}" stands there already`),
      ...(names.includes('') ? ['a finding has no name'] : []),
      ...(names.some((name) => name.includes('?') || name.length > 200)
        ? ['findings are short noun phrases, not questions']
        : []),
    ];
  };
  const wishes = (list: readonly Listed[]): string[] => {
    const found = faults(withFindings(stays, list.map(bare(category))));
    return [...found.problems, ...found.wishes];
  };
  const answer = await askFor(
    asking.complete,
    {
      ...asking,
      name: 'section_findings',
      messages: findingsPrompt(order, settledBy(stays), category, count, listedOf(leaving), stays.presentation),
      schema: FindingNames,
      maxOutputTokens: 800,
      problems: (names) => problems(inTurn(names)),
      wishes: (names) => wishes(inTurn(names)),
    },
    asking.signal,
  );
  return inTurn(answer);
}

/** A finding that has a name and a state so far, with the words that audits would miss. */
const bare =
  (category: FindingCategory) =>
  ({ finding, present }: Listed, i: number): Finding => {
    const known = { id: `${letters[category]}-new-${i}`, finding, present };
    if (category === 'history') return { ...known, category, question: '–', expectedAnswer: '' };
    if (category === 'physical_exam') return { ...known, category, examination: '–', findings: '' };
    return { ...known, category, test: '–', rationale: '', result: '–' };
  };

/** A finding that comes back under its name is the same one. */
function withIds(
  category: FindingCategory,
  listed: readonly Listed[],
  leaving: readonly Finding[],
  { findings }: CaseRecord,
): Named[] {
  const used = findings.map(({ id }) => id);
  return listed.map(({ finding, present }) => {
    const same = leaving.find((one) => one.finding.trim().toLowerCase() === finding.trim().toLowerCase());
    const id = same?.id ?? freshId(letters[category], used);
    used.push(id);
    return { id, finding, present };
  });
}

/** Likelihoods of the findings that have none yet, with published figures where the library has them. */
async function askRows(
  category: FindingCategory,
  named: readonly Named[],
  { record, complete, model, temperature, order, library: load, signal }: SectionDesk,
): Promise<Pick<CaseRecord, 'likelihoods' | 'citations'>> {
  const { framework } = record;
  const without = named.filter(({ id }) => !record.likelihoods[id] || isUnestimated(record, id));
  if (without.length === 0) return { likelihoods: {}, citations: [] };
  const { wish: _, ...asked } = order;
  const desk = openLikelihoodDesk({ complete, model, temperature, order: asked, signal });
  const percents = await desk.rows(
    without.map(({ finding }) => finding),
    framework.leaves.map(({ name }) => name),
  );
  const findings = without.map(bare(category)).map((finding, i) => ({ ...finding, id: without[i]?.id ?? finding.id }));
  const estimates = estimatesOf(findings, framework, percents, model);
  const estimated = findings.filter(({ id }) => estimates[id]);
  if (estimated.length === 0)
    throw new AppError('model-unusable', 'The model gave no usable likelihoods for the new findings; the case is as it was.');
  const library = await load();
  const { likelihoods, citations } = ground(library, {
    framework,
    findings: estimated,
    estimates,
    codes: codesIn(library, framework),
    ...(record.doorChart ? { age: record.doorChart.age } : {}),
  });
  return { likelihoods, citations };
}
