import { describe, expect, test } from 'vitest';
import { bucketsOf, tierLevels } from '../../shared/cases/framework.ts';
import { libraryData, loadLibrary } from '../../shared/generation/library/data.ts';
import { Figure, PublishedShare } from '../../shared/generation/library/figure.ts';
import { diagnosisLeakFinder } from '../../shared/generation/library/leak.ts';
import { Pack } from '../../shared/generation/library/pack.ts';
import { seededRandom } from '../../shared/generation/library/random.ts';
import { render, type Words, wordNames } from '../../shared/generation/library/template.ts';
import { frameworkFor, leavesFor } from '../../shared/generation/library/tree.ts';

const data = libraryData();
const library = loadLibrary();
const words = Object.fromEntries(wordNames.map((name) => [name, 'x'])) as Words;
const textsOf = (pack: Pack): string[] => [
  ...pack.titles,
  ...pack.door,
  ...pack.leaves.flatMap(({ onset, appearance }) =>
    [...onset, ...appearance].map((line) => (typeof line === 'string' ? line : line.text)),
  ),
  ...pack.findings.flatMap(({ ask, why, present, absent, shows }) => [...ask, ...why, ...present, ...absent, ...shows]),
];

describe('the library', () => {
  test('holds what was promised', () => {
    const published = [...library.diagnoses.values()].filter(({ figures }) => figures.length > 0);
    expect(published.length).toBeGreaterThanOrEqual(90);
    expect(new Set([...library.packs.values()].map(({ complaint }) => complaint)).size).toBe(library.packs.size);
    expect(library.packs.size).toBeGreaterThanOrEqual(22);
    expect(library.figures.size).toBeGreaterThanOrEqual(800);
  });

  test('has figures, shares and papers of the right shape, each named once', () => {
    for (const figure of data.figures) expect(Figure.safeParse(figure).error, figure.id).toBeUndefined();
    for (const share of data.shares) expect(PublishedShare.safeParse(share).error, share.id).toBeUndefined();
    expect(library.figures.size).toBe(data.figures.length);
    expect(library.citations.size).toBe(data.citations.length);
    expect(data.shares.filter(({ citation }) => !library.citations.has(citation))).toEqual([]);
  });

  test('has no interval that leaves out its own estimate', () => {
    const outside = data.figures.filter(({ lrPositive, lrPositiveCi, lrNegative, lrNegativeCi }) =>
      [[lrPositive, lrPositiveCi] as const, [lrNegative, lrNegativeCi] as const].some(
        ([value, ci]) => value !== null && ci !== null && (value < ci[0] || value > ci[1]),
      ),
    );
    expect(outside.map(({ id }) => id)).toEqual([]);
  });
});

describe.each(data.packs.map((pack) => [pack.id, pack] as const))('the pack %s', (_, pack) => {
  test('has the shape of a pack', () => {
    expect(Pack.safeParse(pack).error).toBeUndefined();
  });

  test('makes a tree of three whole tiers around each of its diagnoses', () => {
    for (const { diagnosis } of pack.leaves) {
      const known = library.diagnoses.get(diagnosis);
      if (!known) throw new Error(`${diagnosis} is not known`);
      const framework = frameworkFor(library, pack, known);
      for (const tier of tierLevels) {
        const buckets = bucketsOf(framework, tier);
        const [fewest, most] = { 1: [4, 6], 2: [4, 8], 3: [5, 12] }[tier] ?? [];
        expect(buckets.length, `${diagnosis}, tier ${tier}`).toBeGreaterThanOrEqual(fewest ?? 0);
        expect(buckets.length, `${diagnosis}, tier ${tier}`).toBeLessThanOrEqual(most ?? 0);
        expect(
          buckets.filter(({ members }) => members.length === 0),
          `${diagnosis}, tier ${tier}`,
        ).toEqual([]);
        // The companion simulator cuts names after 15 characters.
        expect(new Set(buckets.map(({ name }) => name.slice(0, 15).toLowerCase())).size, `${diagnosis}, tier ${tier}`).toBe(
          buckets.length,
        );
      }
    }
  });

  test('keeps published priors as printed', () => {
    for (const { diagnosis } of pack.leaves) {
      const known = library.diagnoses.get(diagnosis);
      const framework = known && frameworkFor(library, pack, known);
      for (const { prior, provenance } of framework?.leaves ?? [])
        if (provenance.source === 'published') expect(prior).toBe(provenance.printed);
    }
  });

  test('has sentences that can be filled in', () => {
    for (const text of textsOf(pack)) expect(() => render(text, words, seededRandom(text)), text).not.toThrow();
  });

  test('never names one of its diagnoses to a learner', () => {
    for (const { diagnosis } of pack.leaves) {
      const known = library.diagnoses.get(diagnosis);
      const buckets = leavesFor(pack, diagnosis).flatMap(
        (leaf) => pack.diagnoses.find(({ id }) => id === leaf.diagnosis)?.name ?? [],
      );
      const find = diagnosisLeakFinder(known ? [known] : [], [...buckets, pack.other.name]);
      const leaks = textsOf(pack).flatMap((text) => find(text.replace(/[{}|]/g, ' ')).map((term) => `${term} in: ${text}`));
      expect(leaks, diagnosis).toEqual([]);
    }
  });

  test('refers only to what it has', () => {
    const findings = new Set(pack.findings.map(({ id }) => id));
    const leaves = new Set([...pack.leaves.map(({ diagnosis }) => diagnosis), 'other', '*']);
    const conditions = pack.leaves.flatMap(({ onset, appearance }) =>
      [...onset, ...appearance].flatMap((line) => (typeof line === 'string' ? [] : Object.keys(line.if))),
    );
    expect(findings.size).toBe(pack.findings.length);
    expect([...conditions, ...pack.findings.flatMap(({ excludes }) => excludes)].filter((id) => !findings.has(id))).toEqual([]);
    expect(
      [
        ...pack.findings.flatMap(({ p }) => Object.keys(p)),
        ...pack.leaves.flatMap(({ replaces, covers }) => [...replaces, ...covers]),
      ].filter((id) => !leaves.has(id)),
    ).toEqual([]);
  });
});
