import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { observationsOf, posteriorOf } from '../../shared/cases/derive.ts';
import { bucketsOf, priorsOf, type TierLevel, tierLevels } from '../../shared/cases/framework.ts';
import { lrMatrixCsv } from '../../shared/exports/lr-matrix-csv.ts';
import { lrMatrixExcel } from '../../shared/exports/lr-matrix-excel.ts';
import { lrProvenanceCsv } from '../../shared/exports/lr-provenance-csv.ts';
import { bucketPrior, posterior, sumByBucket } from '../../shared/reasoning/bayes.ts';
import { caseRecord } from '../helpers/record.ts';
import { evaluator } from './evaluate.ts';
import { libraryCases } from './library-cases.ts';
import { readCsv } from './read-matrix.ts';
import { type ReadSheet, readWorkbook, rowOf, tableOf } from './read-workbook.ts';

const sheetOf = (sheets: ReadonlyMap<string, ReadSheet>, name: string): ReadSheet => sheets.get(name) ?? new Map();

/** What the sheet reckons for each bucket of the tier, by the formulas alone. */
function reckoned(sheet: ReadSheet, tier: TierLevel, buckets: number): { priors: number[]; posteriors: number[] } {
  const value = evaluator(sheet);
  const first = rowOf(sheet, 'A', `Bucket (tier ${tier})`) + 1;
  const rows = Array.from({ length: buckets }, (_, i) => first + i);
  return { priors: rows.map((row) => value(`B${row}`)), posteriors: rows.map((row) => value(`C${row}`)) };
}

const expectClose = (found: readonly number[], wanted: readonly number[]): void => {
  expect(found).toHaveLength(wanted.length);
  for (const [i, value] of found.entries()) expect(Math.abs(value - (wanted[i] ?? Number.NaN))).toBeLessThan(1e-6);
};

const membersAt = ({ framework }: CaseRecord, tier: TierLevel) => bucketsOf(framework, tier).map(({ members }) => members);

describe.each(libraryCases())('workbook of $name', ({ record }) => {
  test.each(tierLevels)('of tier %d: the CSV cell by cell, and formulas that lead to the posterior', async (tier) => {
    const sheets = readWorkbook(await lrMatrixExcel(record, tier));
    expect([...sheets.keys()]).toEqual(['Feature_LR_Matrix', 'Tier 1', 'Tier 2', 'Tier 3', 'Priors', 'Provenance', 'Bayes']);
    expect(tableOf(sheetOf(sheets, 'Feature_LR_Matrix'), 2)).toEqual(readCsv(lrMatrixCsv(record, tier)));
    for (const level of tierLevels)
      expect(tableOf(sheetOf(sheets, `Tier ${level}`), 2)).toEqual(readCsv(lrMatrixCsv(record, level)));
    expect(sheetOf(sheets, 'Provenance').size).toBeGreaterThan(readCsv(lrProvenanceCsv(record, tier)).length * 6);
    const bayes = sheetOf(sheets, 'Bayes');
    const members = membersAt(record, tier);
    const { priors, posteriors } = reckoned(bayes, tier, members.length);
    expectClose(posteriors, sumByBucket(posteriorOf(record), members));
    expectClose(
      priors,
      members.map((leaves) => bucketPrior(priorsOf(record.framework), leaves)),
    );
    const value = evaluator(bayes);
    const formulas = [...bayes].filter(([, { formula }]) => formula !== undefined);
    expect(formulas.length).toBeGreaterThan(200);
    expectClose(
      formulas.map(([, { number = Number.NaN }]) => number),
      formulas.map(([address]) => value(address)),
    );
  });
});

describe('the Bayes sheet', () => {
  const bayesOf = async (record: CaseRecord, tier: TierLevel) =>
    new Map(sheetOf(readWorkbook(await lrMatrixExcel(record, tier)), 'Bayes'));

  test.each(tierLevels)('of tier %d moves when a prior, a state or a likelihood is changed', async (tier) => {
    const record = caseRecord(3);
    const sheet = await bayesOf(record, tier);
    const priorRow = rowOf(sheet, 'A', 'Prior');
    const firstFinding = rowOf(sheet, 'A', 'P(finding present | tier-3 bucket)') + 1;
    const priors = priorsOf(record.framework);
    const [first, second, ...others] = observationsOf(record);
    if (!first || !second) throw new Error('a case without findings');
    sheet.set(`C${priorRow}`, { number: 0.4 });
    sheet.set(`B${firstFinding}`, { number: first.present ? 0 : 1 });
    sheet.set(`D${firstFinding + 1}`, { number: 0.99 });
    const members = membersAt(record, tier);
    const changed = posterior(
      [0.4, ...priors.slice(1)],
      [{ ...first, present: !first.present }, { ...second, likelihoods: second.likelihoods.with(1, 0.99) }, ...others],
    );
    const { posteriors } = reckoned(sheet, tier, members.length);
    expectClose(posteriors, sumByBucket(changed, members));
    expect(posteriors.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  });

  test('leaves out findings whose state nobody has said', async () => {
    const record = caseRecord(3);
    const findings = record.findings.map((finding, i) => (i % 2 === 0 ? { ...finding, present: null } : finding));
    const partial = { ...record, findings };
    const members = membersAt(partial, 2);
    expectClose(reckoned(await bayesOf(partial, 2), 2, members.length).posteriors, sumByBucket(posteriorOf(partial), members));
  });

  test('has the sources of every prior beside it', async () => {
    const record = caseRecord(3);
    const priors = tableOf(sheetOf(readWorkbook(await lrMatrixExcel(record, 2)), 'Priors'), 3);
    const total = tierLevels.reduce((sum, tier) => sum + membersAt(record, tier).length, 0);
    expect(priors).toHaveLength(total + 1);
    for (const tier of tierLevels) {
      const units = priors.filter(([level]) => Number(level) === tier).map((line) => Math.round(Number(line[5]) * 1000));
      expect(units.reduce((a, b) => a + b, 0)).toBe(1000);
    }
    for (const line of priors) expect(line[6]).toMatch(/\w/);
  });
});
