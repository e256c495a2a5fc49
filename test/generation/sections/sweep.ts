import type { CaseRecord, DifficultyLabel } from '../../../shared/cases/case.ts';
import { applyOperations } from '../../../shared/cases/edits/apply-operations.ts';
import type { Operation } from '../../../shared/cases/edits/operations.ts';
import { withCitations } from '../../../shared/cases/keeping-locks.ts';
import type { Section } from '../../../shared/cases/sections.ts';
import { loadLibrary } from '../../../shared/generation/library/data.ts';
import { writeCase } from '../../../shared/generation/library/write-case.ts';
import { writeSection } from '../../../shared/generation/library/write-section.ts';

/** Diagnoses and seeds of the sweep; all of them are MCG_DIAGNOSES=999, as many seeds as MCG_SEEDS says. */
export const seeds = Number(process.env.MCG_SEEDS ?? 2);
const most = Number(process.env.MCG_DIAGNOSES ?? 30);
export const library = loadLibrary();
const everything = [...library.diagnoses.values()].flatMap((known) => known.packs.map((pack) => ({ known, pack })));
const step = Math.max(1, Math.floor(everything.length / most));
export const chosen = everything.filter((_, i) => i % step === 0).slice(0, most);
const labels: readonly DifficultyLabel[] = ['typical', 'atypical', 'sparse'];
export const by = { who: 'educator', at: '2026-01-01T00:00:00.000Z' };

export const written = (i: number): CaseRecord => {
  const { known, pack } = chosen[i] ?? (everything[0] as (typeof everything)[number]);
  const complaint = library.packs.get(pack)?.complaint;
  return writeCase(library, {
    description: `A patient with ${complaint}`,
    primaryDiagnosis: known.name,
    seed: i,
    difficulty: labels[i % 3] ?? 'typical',
  });
};

/** What authors do: a diagnosis and a finding of their own, a prior, a likelihood, and a state that is not said any more. */
export function edited(record: CaseRecord): CaseRecord {
  const { leaves, primaryLeafId } = record.framework;
  const parent = leaves[0]?.parentId ?? '';
  const rival = leaves.find(({ id }) => id !== primaryLeafId)?.id ?? '';
  const [first, second] = record.findings;
  const operations: Operation[] = [
    { op: 'add-bucket', tier_level: 3, parent_id: parent, name: 'Glass delusion', prior: 0.04 },
    { op: 'set-prior', bucket_id: rival, prior: 0.1 },
    {
      op: 'add-finding',
      category: 'history',
      finding: 'fear of being touched',
      present: false,
      question: 'Are you afraid of a knock?',
    },
    { op: 'set-probability', finding_id: first?.id ?? '', bucket_id: rival, probability: 0.3 },
    { op: 'set-finding', finding_id: second?.id ?? '', present: null },
  ];
  return applyOperations({ record, locks: [] }, operations, by).record;
}

export const anew = (record: CaseRecord, section: Section, seed: number, kept: readonly string[] = []): CaseRecord =>
  withCitations(record, { ...record, ...writeSection(library, record, { section, instruction: undefined, seed, kept }) });
