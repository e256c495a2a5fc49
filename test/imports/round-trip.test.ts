import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { ratiosAt } from '../../shared/cases/derive.ts';
import { tierLevels } from '../../shared/cases/framework.ts';
import { AppError } from '../../shared/errors.ts';
import { caseJson } from '../../shared/exports/case-json.ts';
import { exportFormats } from '../../shared/exports/formats.ts';
import { lrMatrixCsv } from '../../shared/exports/lr-matrix-csv.ts';
import { outputFiles } from '../../shared/exports/output-files.ts';
import { recordFromFile } from '../../shared/imports/case-file.ts';
import { caseFileSchema } from '../../shared/imports/case-file-schema.ts';
import { SeedFiles } from '../../shared/imports/import-schemas.ts';
import { readLrMatrix } from '../../shared/imports/lr-matrix-csv.ts';
import { recordFromFiles } from '../../shared/imports/seed-files.ts';
import { libraryCases } from '../exports/library-cases.ts';
import { readCsv } from '../exports/read-matrix.ts';
import { readWorkbook } from '../exports/read-workbook.ts';

const by = { who: 'educator', at: '2026-01-01T00:00:00.000Z' };
const noAliases = { names: [], abbreviations: [] };
const cases = libraryCases(67).slice(0, 200);
const imported = (text: string) => recordFromFile(JSON.parse(text), by, noAliases);

/** A file's text, or what refuses it: a case that cannot be exported must be refused in the same words afterwards. */
async function written(format: (typeof exportFormats)[number], record: CaseRecord, tier: 1 | 2 | 3): Promise<unknown> {
  try {
    const file = await format.write({ caseId: null, createdAt: by.at, record }, tier);
    if (typeof file === 'string') return file;
    if (format.contentType === 'application/pdf') return Buffer.from(file).toString('base64');
    // A workbook is an archive that says when it was made: its cells count.
    return JSON.stringify([...readWorkbook(file)].map(([sheet, cells]) => [sheet, [...cells]]));
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

describe('the case file', () => {
  test('of 200 library cases fits its JSON Schema', () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(caseFileSchema());
    expect(cases).toHaveLength(200);
    for (const { name, record } of cases)
      expect(validate(JSON.parse(caseJson(record))), `${name} ${JSON.stringify(validate.errors?.[0])}`).toBe(true);
  });

  test('refuses what nobody described', () => {
    const validate = new Ajv2020().compile(caseFileSchema());
    const file = JSON.parse(caseJson(cases[0]?.record as CaseRecord));
    for (const broken of [
      { ...file, version: 2 },
      { ...file, extra: 1 },
      { ...file, case: { ...file.case, extra: 1 } },
      { ...file, case: { ...file.case, title: 1 } },
    ])
      expect(validate(broken)).toBe(false);
  });

  test('imported and exported again is the same bytes, of 200 library cases', () => {
    for (const { name, record } of cases) {
      const text = caseJson(record);
      const { record: again, moved, notes } = imported(text);
      expect(caseJson(again) === text, name).toBe(true);
      expect([moved, notes]).toEqual([[], []]);
    }
  });

  test('imported is the same in every other format, too', async () => {
    for (const [i, { name, record }] of cases.filter((_, at) => at % 20 === 0).entries()) {
      const again = imported(caseJson(record)).record;
      for (const format of exportFormats) {
        // Printing takes the longest, and the HTML of the same sheets is compared for every case.
        if (format.contentType === 'application/pdf' && i >= 2) continue;
        for (const tier of format.tiered && format.path !== 'lr-matrix-excel' ? tierLevels : ([2] as const)) {
          const [before, after] = [await written(format, record, tier), await written(format, again, tier)];
          expect(after === before, `${name}: ${format.path} ${tier}`).toBe(true);
        }
      }
      expect(JSON.stringify(outputFiles(again, 1))).toBe(JSON.stringify(outputFiles(record, 1)));
    }
  });

  test('in which somebody changed a ratio by hand is fitted to it', () => {
    const record = cases[0]?.record as CaseRecord;
    const file = JSON.parse(caseJson(record));
    const row = file.case.feature_likelihood_ratios.find(({ tier_level }: { tier_level: number }) => tier_level === 3);
    row.likelihood_ratio *= 1.1;
    const { record: again } = imported(JSON.stringify(file));
    expect(again.likelihoods).not.toEqual(record.likelihoods);
  });
});

describe('the older system’s files', () => {
  const filesOf = (record: CaseRecord, tiers: boolean) => {
    const { feature_likelihood_ratios_by_tier_json, ...files } = JSON.parse(JSON.stringify(outputFiles(record, 7)));
    return SeedFiles.parse(tiers ? { ...files, feature_likelihood_ratios_by_tier_json } : files);
  };

  test('are a whole case again: numbers to 1e-6, words as they were', () => {
    let worst = 0;
    for (const { name, record } of cases.filter((_, i) => i % 4 === 0)) {
      const { record: again, moved } = recordFromFiles(filesOf(record, true), by, noAliases);
      expect(moved, name).toEqual([]);
      const [before, after] = [outputFiles(record, 7), outputFiles(again, 7)];
      expect(after.case_details_json).toEqual(before.case_details_json);
      worst = Math.max(worst, gap(before.a_priori_probabilities_json, after.a_priori_probabilities_json));
      expect(worst, name).toBeLessThan(1e-6);
      expect(gap(before.feature_likelihood_ratios_by_tier_json, after.feature_likelihood_ratios_by_tier_json), name).toBeLessThan(
        0.005,
      );
    }
  });

  test('without tiers stand for the finest bucket of a name', () => {
    for (const { name, record } of cases.filter((_, i) => i % 16 === 0)) {
      const { record: again } = recordFromFiles(filesOf(record, false), by, noAliases);
      const [before, after] = [outputFiles(record, 7), outputFiles(again, 7)];
      expect(gap(before.feature_likelihood_ratios_json, after.feature_likelihood_ratios_json), name).toBeLessThan(0.005);
    }
  });
});

/** The largest gap between numbers of two trees of objects, in log where both are above 0; of other shapes it is infinite. */
function gap(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : Math.abs(Math.log(a / b));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b ? 0 : Infinity;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Math.max(0, ...[...keys].map((key) => gap(one[key], other[key])));
}

describe('the LR matrix', () => {
  test('of 200 library cases reads back as the very numbers that it was made of', () => {
    let files = 0;
    for (const { name, record } of cases)
      for (const tier of tierLevels) {
        const text = csvOf(record, tier);
        if (text === undefined) continue;
        files++;
        const [header = [], ...rows] = readCsv(text);
        const ratios = readLrMatrix(text, record, tier);
        expect(ratios.length, name).toBe(rows.length * (header.length - 1));
        const present = new Map(ratiosAt(record, tier).map((one) => [`${one.finding.id} ${one.bucket.id}`, one.inForce]));
        for (const { patch } of ratios)
          expect(patch.likelihood_ratio).toBe(present.get(`${patch.feature_id} ${patch.bucket_id}`));
      }
    expect(files).toBeGreaterThan(550);
  });
});

/** What the companion simulator could not read is not written. */
function csvOf(record: CaseRecord, tier: 1 | 2 | 3): string | undefined {
  try {
    return lrMatrixCsv(record, tier);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
