import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { bucketsOf, priorsOf, tierLevels } from '../../shared/cases/framework.ts';
import { lrMatrixCsv } from '../../shared/exports/lr-matrix-csv.ts';
import { lrProvenanceCsv } from '../../shared/exports/lr-provenance-csv.ts';
import { caseRecord } from '../helpers/record.ts';
import { libraryCases } from './library-cases.ts';
import { readCsv, readMatrix } from './read-matrix.ts';

/** LR in force by the formulas of the domain model, from the stored probabilities. */
function ratioOf(record: CaseRecord, findingId: string, present: boolean, members: readonly number[]): number {
  const priors = priorsOf(record.framework);
  const mean = (inside: boolean): number => {
    const leaves = record.framework.leaves.flatMap(({ id }, i) =>
      members.includes(i) === inside ? [{ id, p: priors[i] ?? 0 }] : [],
    );
    const weight = leaves.reduce((sum, { p }) => sum + p, 0);
    return (
      leaves.reduce((sum, { id, p }) => sum + p * (record.likelihoods[findingId]?.[id]?.probability ?? Number.NaN), 0) / weight
    );
  };
  return present ? mean(true) / mean(false) : (1 - mean(true)) / (1 - mean(false));
}

const straight = (text: string): string => text.replace(/[\u2018\u2019]/g, "'").toLowerCase();

describe.each(libraryCases())('matrix of $name', ({ record }) => {
  test.each(tierLevels)('tier %d is what a reader of the format takes, and says what the case says', (tier) => {
    const { buckets, rows } = readMatrix(readCsv(lrMatrixCsv(record, tier)));
    const views = bucketsOf(record.framework, tier);
    expect(buckets).toEqual(views.map(({ name }) => name.replaceAll('\u2019', "'")));
    expect(rows).toHaveLength(record.findings.length);
    for (const { category, present, finding, ratios } of rows) {
      const source = record.findings.find((f) => f.category === category && straight(f.finding) === finding);
      expect(source?.present, finding).toBe(present);
      for (const [i, ratio] of ratios.entries()) {
        const exact = ratioOf(record, source?.id ?? '', present, views[i]?.members ?? []);
        expect(Math.abs(ratio - Math.max(0.01, exact)), `${finding} for ${buckets[i]}`).toBeLessThanOrEqual(0.005 + 1e-9);
      }
    }
  });

  test.each(tierLevels)('the sidecar of tier %d has the same rows, and a source for every cell', (tier) => {
    const [header = [], ...matrix] = readCsv(lrMatrixCsv(record, tier));
    const [names = [], ...lines] = readCsv(lrProvenanceCsv(record, tier));
    expect(names.slice(0, 3)).toEqual(['Feature', 'Bucket', 'LR']);
    expect(lines.map((line) => line.slice(0, 3))).toEqual(
      matrix.flatMap(([feature, ...cells]) => cells.map((cell, i) => [feature, header[i + 1], cell])),
    );
    for (const line of lines) {
      const said = (name: string): string => line[names.indexOf(name)] ?? '';
      expect(said('Source')).not.toBe('');
      if (said('Source').includes('published')) expect(said('Citation')).not.toBe('');
    }
  });
});

describe('the sidecar', () => {
  test('keeps what an author has replaced, and the interval of the ratio in force', () => {
    const record = structuredClone(caseRecord());
    const leaf = record.framework.leaves[0];
    const cells = record.findings.map(({ id }) => record.likelihoods[id]?.[leaf?.id ?? '']);
    const published = record.findings.flatMap(({ id, present }) =>
      Object.entries(record.likelihoods[id] ?? {}).flatMap(([leafId, { provenance }]) =>
        provenance.source === 'published' ? [{ id, leafId, printed: provenance.printed, present }] : [],
      ),
    );
    if (cells[0]) {
      const { probability, provenance } = cells[0];
      cells[0].probability = 0.25;
      cells[0].provenance = { source: 'author', who: '=educator', at: '2026-01-01', replaced: { probability, provenance } };
    }
    const [names = [], ...lines] = readCsv(lrProvenanceCsv(record, 3));
    const said = (findingId: string | undefined, leafId: string | undefined, name: string) =>
      lines.find((line) => line.at(-2) === findingId && line.at(-1) === leafId)?.[names.indexOf(name)];
    const changed = record.findings[0]?.id;
    expect(said(changed, leaf?.id, 'Source')).toBe('author');
    expect(said(changed, leaf?.id, 'Changed by')).toBe("'=educator");
    expect(Number(said(changed, leaf?.id, 'Previous value'))).toBeGreaterThan(0);
    expect(said(changed, leaf?.id, 'Previous source')).toMatch(/published|estimate/);
    for (const { id, leafId, printed, present } of published.filter((cell) => cell.id !== changed)) {
      const interval = present ? printed.lrPositiveCi : printed.lrNegativeCi;
      expect(said(id, leafId, 'Interval')).toBe(interval ? `${interval[0]} to ${interval[1]}` : '');
    }
    expect(published.length).toBeGreaterThan(3);
  });
});
