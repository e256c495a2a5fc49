import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { tierLevels } from '../../shared/cases/framework.ts';
import { AppError } from '../../shared/errors.ts';
import { availableExports } from '../../shared/exports/available-exports.ts';
import { lrMatrixCsv } from '../../shared/exports/lr-matrix-csv.ts';
import { lrMatrixExcel } from '../../shared/exports/lr-matrix-excel.ts';
import { lrProvenanceCsv } from '../../shared/exports/lr-provenance-csv.ts';
import { outputFiles } from '../../shared/exports/output-files.ts';
import { priorProbabilities } from '../../shared/exports/prior-probabilities.ts';
import { caseRecord } from '../helpers/record.ts';
import { readCsv, readMatrix } from './read-matrix.ts';
import { readWorkbook, tableOf } from './read-workbook.ts';

type Change = (record: CaseRecord) => void;

function changed(change: Change): CaseRecord {
  const record = structuredClone(caseRecord());
  change(record);
  return record;
}

/** Items that the case is known to have. */
const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index];
  if (item === undefined) throw new Error(`no item ${index}`);
  return item;
};
const historyOf = (record: CaseRecord) => record.findings.filter(({ category }) => category === 'history');
const name = (tier: 'tier1' | 'tier2' | 'leaves', index: number, text: string): Change => {
  return (record) => {
    pick(record.framework[tier], index).name = text;
  };
};
const all = (...changes: Change[]): Change => {
  return (record) => {
    for (const change of changes) change(record);
  };
};

function problemOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('what the companion simulator could not read is refused, with the field and what to do', () => {
  const finding =
    (text: string): Change =>
    (record) => {
      pick(historyOf(record), 0).finding = text;
    };
  test.each<[string, Change, string, RegExp]>([
    [
      'two names that begin alike',
      all(name('tier2', 0, 'Acute coronary syndrome'), name('tier2', 1, 'Acute coronary spasm')),
      'diagnostic_framework.1.buckets.1.name',
      /"Acute coronary syndrome" and "Acute coronary spasm" begin with the same 15 characters.*Rename one/,
    ],
    ['a bucket that reads as missing', name('tier2', 2, 'None'), 'diagnostic_framework.1.buckets.2.name', /"None".*Rename it/],
    ['a bucket called Feature', name('tier2', 2, ' Feature'), 'diagnostic_framework.1.buckets.2.name', /"Feature".*Rename it/],
    ['a question', finding('Do you smoke'), 'case_details.history_questions.0.finding', /is a question\. Word it as/],
    ['a question mark', finding('smoking?'), 'case_details.history_questions.0.finding', /is a question/],
    ['a finding that reads as missing', finding('n/a'), 'case_details.history_questions.0.finding', /reads as "no value"/],
    [
      'two findings of the same words',
      (record) => {
        const [first, second] = historyOf(record);
        if (first && second) Object.assign(second, { finding: ` ${first.finding.toUpperCase()} `, present: first.present });
      },
      'case_details.history_questions.1.finding',
      /h1 and h2 are both ".*Word one of them differently/,
    ],
    [
      'no finding with a state',
      (record) => {
        for (const item of record.findings) item.present = null;
      },
      'case_details',
      /No finding has a state yet/,
    ],
    [
      'a bucket without leaves',
      (record) => {
        record.framework.tier2.push({ ...pick(record.framework.tier2, 0), id: 'empty', name: 'Nothing in here' });
      },
      'diagnostic_framework.1.buckets.8',
      /"Nothing in here" has no likelihood ratios/,
    ],
  ])('%s', async (_, change, path, sentence) => {
    const record = changed(change);
    for (const write of [lrMatrixCsv, lrProvenanceCsv]) {
      const problem = problemOf(() => write(record, 2));
      expect(problem.kind).toBe('conflict');
      expect(problem.message).toMatch(sentence);
      expect(problem.errors.map((error) => error.path)).toContain(path);
    }
    await expect(lrMatrixExcel(record, 2)).rejects.toThrow(sentence);
    expect(availableExports({ caseId: 1, record }).available_tiers).not.toContain(2);
  });

  test('a tier of one bucket', () => {
    const record = changed(({ framework }) => {
      framework.tier1.splice(1);
      for (const bucket of framework.tier2) bucket.parentId = pick(framework.tier1, 0).id;
    });
    expect(problemOf(() => priorProbabilities(record, 1)).message).toMatch(/at least two buckets/);
    expect(problemOf(() => lrMatrixCsv(record, 1)).message).toMatch(/at least two buckets/);
    expect(availableExports({ caseId: 1, record }).available_tiers).toEqual([2, 3]);
    expect(availableExports({ caseId: 1, record }).unavailable_tiers[0]).toMatchObject({ tier_level: 1 });
  });

  test('another tier with a clash does not keep the workbook of this one', async () => {
    const record = changed(all(name('leaves', 0, 'Acute coronary syndrome'), name('leaves', 1, 'Acute coronary spasm')));
    expect([...readWorkbook(await lrMatrixExcel(record, 2)).keys()]).toContain('Tier 3');
    expect(problemOf(() => priorProbabilities(record, 3)).message).toMatch(/same 15 characters/);
  });

  test('priors that add up to nothing', () => {
    const record = changed(({ framework }) => {
      for (const leaf of framework.leaves) leaf.prior = 0;
    });
    expect(problemOf(() => priorProbabilities(record, 2)).message).toMatch(/add up to 0/);
  });
});

describe('texts that a spreadsheet or a reader would take for something else', () => {
  test('formulas are neutralised in every file, and the CSV is still the sheet', async () => {
    const record = changed(
      all(
        name('tier2', 0, '=HYPERLINK("http://x","y")'),
        name('tier2', 1, '+1'),
        name('tier2', 2, '-2+3|cmd'),
        name('tier2', 3, '\t@SUM(A1)'),
        name('tier2', 4, '\uff1dA1'),
      ),
    );
    const cells = readCsv(lrMatrixCsv(record, 2));
    expect(cells[0]?.slice(1, 6)).toEqual([`'=HYPERLINK("http://x","y")`, "'+1", "'-2+3|cmd", "'@SUM(A1)", "'\uff1dA1"]);
    readMatrix(cells);
    const sheets = readWorkbook(await lrMatrixExcel(record, 2));
    expect(tableOf(sheets.get('Feature_LR_Matrix') ?? new Map(), 2)).toEqual(cells);
    expect(Object.keys(JSON.parse(priorProbabilities(record, 2)))).toEqual(cells[0]?.slice(1));
    for (const [sheet, content] of sheets) {
      for (const { text = '', formula } of content.values()) {
        expect(text).not.toMatch(/^[=+\-@\uff1d]/);
        if (sheet !== 'Bayes') expect(formula).toBeUndefined();
      }
    }
    for (const line of readCsv(lrProvenanceCsv(record, 2))) for (const cell of line) expect(cell).not.toMatch(/^[=+\-@]/);
  });

  test('quotes, spaces, line breaks and capitals are made plain; names of other scripts stay', () => {
    const record = changed((draft) => {
      const [first, second] = historyOf(draft);
      Object.assign(first ?? {}, { finding: ' “Heavy”,\r\n chest\u00a0 pain\u200b ', present: true });
      Object.assign(second ?? {}, { finding: 'Schüttelfrost ≥ 38 °C, 発熱', present: false });
      pick(draft.framework.tier2, 0).name = 'Ménière’s  disease, “left”';
    });
    const { buckets, rows } = readMatrix(readCsv(lrMatrixCsv(record, 2)));
    expect(buckets[0]).toBe('Ménière\'s disease, "left"');
    const features = rows.map(({ finding }) => finding);
    expect(features).toContain('"heavy", chest pain');
    expect(features).toContain('schüttelfrost ≥ 38 °c, 発熱');
  });

  test('findings without a state are in no matrix and in no ratios, but in the summary of what there is', () => {
    const record = changed((draft) => {
      pick(historyOf(draft), 0).present = null;
    });
    const id = pick(historyOf(record), 0).id;
    for (const tier of tierLevels) expect(readCsv(lrMatrixCsv(record, tier))).toHaveLength(record.findings.length);
    expect(Object.keys(outputFiles(record, 1).feature_likelihood_ratios_json.history)).toHaveLength(historyOf(record).length - 1);
    expect(availableExports({ caseId: 1, record })).toMatchObject({
      total_features: record.findings.length - 1,
      findings_without_state: [id],
    });
  });

  test('two findings of the same words both stay in the output files', () => {
    const record = changed((draft) => {
      for (const item of historyOf(draft).slice(0, 2)) item.finding = 'cough';
    });
    expect(Object.keys(outputFiles(record, 1).feature_likelihood_ratios_json.history)).toEqual(
      expect.arrayContaining(['cough', `cough (${historyOf(record)[1]?.id})`]),
    );
  });
});
