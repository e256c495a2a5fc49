import { describe, expect, test } from 'vitest';
import { CaseRecord } from '../../../shared/cases/case.ts';
import { requireWhole } from '../../../shared/cases/require-whole.ts';
import { type Section, sections } from '../../../shared/cases/sections.ts';
import { AppError } from '../../../shared/errors.ts';
import { groupsOf, incoherent, others, problemsOf, repeated } from './flaws.ts';
import { anew, chosen, edited, seeds, written } from './sweep.ts';

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
