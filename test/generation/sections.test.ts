import { describe, expect, test } from 'vitest';
import { auditCase } from '../../shared/audits/audit-case.ts';
import { learnerTexts } from '../../shared/audits/learner-text.ts';
import { CaseRecord, type DifficultyLabel } from '../../shared/cases/case.ts';
import { rowOf } from '../../shared/cases/derive.ts';
import { applyOperations } from '../../shared/cases/edits/apply-operations.ts';
import type { Operation } from '../../shared/cases/edits/operations.ts';
import { bucketsOf, priorsOf, tierLevels } from '../../shared/cases/framework.ts';
import { withCitations } from '../../shared/cases/keeping-locks.ts';
import { requireWhole } from '../../shared/cases/require-whole.ts';
import { categoryOf, type Section, sections, type TextSection, textField } from '../../shared/cases/sections.ts';
import { AppError } from '../../shared/errors.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { likelihoodsAnew } from '../../shared/generation/library/likelihoods-anew.ts';
import { packFindingOf, packFor } from '../../shared/generation/library/recognise.ts';
import { sentencesOf } from '../../shared/generation/library/wording/sentences.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';
import { writeSection } from '../../shared/generation/library/write-section.ts';
import { identityTotals } from '../../shared/reasoning/coherence.ts';

/** Diagnoses and seeds of the sweep; all of them are MCG_DIAGNOSES=999, as many seeds as MCG_SEEDS says. */
const seeds = Number(process.env.MCG_SEEDS ?? 2);
const most = Number(process.env.MCG_DIAGNOSES ?? 30);
const library = loadLibrary();
const everything = [...library.diagnoses.values()].flatMap((known) => known.packs.map((pack) => ({ known, pack })));
const step = Math.max(1, Math.floor(everything.length / most));
const chosen = everything.filter((_, i) => i % step === 0).slice(0, most);
const labels: readonly DifficultyLabel[] = ['typical', 'atypical', 'sparse'];
const by = { who: 'educator', at: '2026-01-01T00:00:00.000Z' };

const written = (i: number): CaseRecord => {
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
function edited(record: CaseRecord): CaseRecord {
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

const anew = (record: CaseRecord, section: Section, seed: number, kept: readonly string[] = []): CaseRecord =>
  withCitations(record, { ...record, ...writeSection(library, record, { section, instruction: undefined, seed, kept }) });

/** Where the identity fails, at any tier. */
const incoherent = (record: CaseRecord): string[] =>
  record.findings.flatMap(({ id, finding }) =>
    tierLevels.flatMap((tier) => {
      const members = bucketsOf(record.framework, tier).map((bucket) => bucket.members);
      const { positive, negative } = identityTotals(priorsOf(record.framework), rowOf(record, id), members);
      return Math.max(Math.abs(positive - 1), Math.abs(negative - 1)) > 1e-9 ? [`${finding} at tier ${tier}`] : [];
    }),
  );

const problemsOf = (record: CaseRecord): string[] =>
  auditCase(record)
    .filter(({ id, severity }) => severity === 'blocking' || id === 'vitals-against-finding')
    .map(({ id, sentence }) => (id === 'primary-not-on-top' ? id : `${id}: ${sentence}`));

/** Sentences that stand there twice. Names of tests and titles may. */
function repeated(record: CaseRecord): string[] {
  const all = learnerTexts(record)
    .filter(({ field }) => !/\/(test|examination|title|chief_complaint)$/.test(field))
    .flatMap(({ text }) => sentencesOf(text));
  return all.filter((sentence, i) => all.indexOf(sentence) !== i);
}

const groupsOf = (record: CaseRecord): string[] => {
  const pack = packFor(library, record);
  return record.findings.flatMap((finding) => (pack && packFindingOf(pack, finding)?.group) ?? []);
};

/** Everything that a section may not touch, as text. */
function others(record: CaseRecord, section: Section): string {
  const category = categoryOf(section);
  if (!category) {
    const { [textField[section as TextSection]]: _, ...rest } = record;
    return JSON.stringify(rest);
  }
  const { findings, likelihoods, citations: _, ...rest } = record;
  const staying = findings.filter((finding) => finding.category !== category);
  return JSON.stringify([rest, staying, staying.map(({ id }) => likelihoods[id])]);
}

const kinds: [string, (record: CaseRecord) => CaseRecord][] = [
  ['as they were written', (record) => record],
  ['that authors have edited', edited],
];

describe.each(kinds)(`sections of ${chosen.length} cases %s, ${seeds} seeds each`, (_, prepared) => {
  const records = chosen.map((__, i) => prepared(written(i)));
  const results: { where: string; section: Section; record: CaseRecord; next: CaseRecord | undefined; refusal: string }[] = [];
  for (const [i, record] of records.entries())
    for (const section of sections)
      for (let seed = 1; seed <= seeds; seed++) {
        const where = `${chosen[i]?.known.id} in ${chosen[i]?.pack}, ${section}, seed ${seed}`;
        try {
          results.push({ where, section, record, next: anew(record, section, seed), refusal: '' });
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          results.push({ where, section, record, next: undefined, refusal: error.message });
        }
      }
  const failing = (bad: (before: CaseRecord, after: CaseRecord, section: Section) => readonly string[]): string[] =>
    results.flatMap(({ where, section, record, next }) => {
      const problems = next ? bad(record, next, section) : [];
      return problems.length === 0 ? [] : [`${where}: ${problems.slice(0, 3).join('; ')}`];
    });

  test('are whole records, and coherent', () => {
    expect(
      failing((__, after) => {
        requireWhole(CaseRecord.parse(after));
        return incoherent(after);
      }),
    ).toEqual([]);
  });

  test('are hardly ever refused', () => {
    const refused = results.filter(({ next }) => !next);
    if (refused.length > 0) console.info(refused.map(({ where, refusal }) => `${where}: ${refusal}`).join('\n'));
    expect(refused.length / results.length).toBeLessThanOrEqual(0.01);
  });

  test('leave everything else as it was, byte for byte', () => {
    expect(
      failing((before, after, section) => (others(before, section) === others(after, section) ? [] : ['something else changed'])),
    ).toEqual([]);
  });

  test('bring no blocking problem that was not there, no leak, and no sign against the door chart', () => {
    expect(failing((before, after) => problemsOf(after).filter((problem) => !problemsOf(before).includes(problem)))).toEqual([]);
  });

  test('ask and say nothing twice, and hold no second of a group', () => {
    expect(
      failing((before, after) => [
        ...repeated(after).filter((sentence) => !repeated(before).includes(sentence)),
        ...groupsOf(after).filter((group, i, all) => all.indexOf(group) !== i),
      ]),
    ).toEqual([]);
  });

  test('say something new, and the same for the same seed', () => {
    const same = results.filter(({ record, next, section }) => next && section !== 'objectives' && next === record);
    expect(same).toEqual([]);
    for (const { record, next, section, where } of results.slice(0, 40)) {
      const seed = Number(/seed (\d+)/.exec(where)?.[1]);
      if (next) expect(JSON.stringify(anew(record, section, seed)), where).toBe(JSON.stringify(next));
    }
    const unchanged = results.filter(({ record, next }) => JSON.stringify(next) === JSON.stringify(record));
    expect(unchanged.filter(({ section }) => section !== 'objectives').length / results.length).toBeLessThan(0.02);
  });

  test('have likelihoods of the library for what it knows, and none of its own for an author’s diagnosis', () => {
    expect(
      failing((before, after) => {
        const fresh = after.findings.filter(({ id }) => !before.likelihoods[id]);
        return fresh.flatMap(({ id, finding }) =>
          Object.entries(after.likelihoods[id] ?? {}).flatMap(([leaf, { provenance }]) => {
            const isOwn = !before.framework.leaves.some((one) => one.id === leaf && one.name !== 'Glass delusion');
            return (provenance.source === 'not_estimated') === isOwn ? [] : [`${finding} for ${leaf}`];
          }),
        );
      }),
    ).toEqual([]);
  });
});

describe('every section, one after the other', () => {
  test.each([1, 2])('round %i leaves a case that is as sound as the first', (round) => {
    for (const i of chosen.keys()) {
      const first = edited(written(i));
      const last = sections.reduce((record, section) => anew(record, section, 10 * round), first);
      const where = chosen[i]?.known.id;
      expect(incoherent(last), where).toEqual([]);
      expect(
        problemsOf(last).filter((problem) => !problemsOf(first).includes(problem)),
        where,
      ).toEqual([]);
      expect(
        repeated(last).filter((sentence) => !repeated(first).includes(sentence)),
        where,
      ).toEqual([]);
      expect(last.doorChart, where).toEqual(first.doorChart);
    }
  });
});

describe('likelihoods from the library', () => {
  const refreshed = (record: CaseRecord): CaseRecord => withCitations(record, { ...record, ...likelihoodsAnew(library, record) });

  test('of a case that nobody has changed are the same bytes', () => {
    for (const i of chosen.keys()) expect(JSON.stringify(refreshed(written(i)))).toBe(JSON.stringify(written(i)));
  });

  test('of an edited case are coherent, keep what the library does not know, and take back an author’s numbers', () => {
    for (const i of chosen.keys()) {
      const before = edited(written(i));
      const after = refreshed(before);
      const own = before.framework.leaves.find(({ name }) => name === 'Glass delusion')?.id ?? '';
      const finding = before.findings.find((one) => one.finding === 'fear of being touched')?.id ?? '';
      expect(incoherent(after)).toEqual([]);
      expect(after.likelihoods[finding]).toEqual(before.likelihoods[finding]);
      for (const { id } of before.findings) expect(after.likelihoods[id]?.[own]).toEqual(before.likelihoods[id]?.[own]);
      const known = Object.entries(after.likelihoods).filter(([id]) => id !== finding);
      for (const [, row] of known)
        for (const [leaf, { provenance }] of Object.entries(row)) if (leaf !== own) expect(provenance.source).not.toBe('author');
    }
  });

  test('of a leaf that was given another disease’s name are not taken from its id', () => {
    const record = written(0);
    const leaf = record.framework.leaves.find(({ id }) => id !== record.framework.primaryLeafId && id !== 'other');
    const renamed = applyOperations(
      { record, locks: [] },
      [{ op: 'rename-bucket', bucket_id: leaf?.id ?? '', name: 'Glass delusion' }],
      by,
    ).record;
    const after = refreshed(renamed);
    for (const { id } of record.findings)
      expect(after.likelihoods[id]?.[leaf?.id ?? '']).toEqual(record.likelihoods[id]?.[leaf?.id ?? '']);
  });

  test('of a case that it knows nothing of are refused', () => {
    const record = written(0);
    const strange: CaseRecord = {
      ...record,
      primaryDiagnosis: 'Glass delusion',
      generation: { ...record.generation, chiefComplaint: null },
      framework: {
        ...record.framework,
        leaves: record.framework.leaves.map((leaf, i) => ({ ...leaf, name: `Strange thing ${i}` })),
      },
    };
    expect(() => likelihoodsAnew(library, strange)).toThrow(/choose a language model/);
    expect(() => anew(strange, 'title', 1)).toThrow(/choose a language model/);
  });
});
