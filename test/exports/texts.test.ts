import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketsOf, priorsOf, tierLevels } from '../../shared/cases/framework.ts';
import { caseSummary } from '../../shared/exports/case-summary.ts';
import { lrMatrixCsv } from '../../shared/exports/lr-matrix-csv.ts';
import { outputFiles } from '../../shared/exports/output-files.ts';
import { priorProbabilities, thousandths } from '../../shared/exports/prior-probabilities.ts';
import { caseRecord } from '../helpers/record.ts';
import { libraryCases } from './library-cases.ts';
import { readCsv, readMatrix } from './read-matrix.ts';
import { readSummary } from './read-summary.ts';

describe.each(libraryCases())('texts of $name', ({ record }) => {
  test.each(tierLevels)('priors of tier %d: three decimals, 1.000 in all, under the names of the matrix', (tier) => {
    const text = priorProbabilities(record, tier);
    const figures = [...text.matchAll(/": (.*?),?\n/g)].map(([, figure = '']) => figure);
    expect(figures.every((figure) => /^0\.\d{3}$/.test(figure) && figure !== '0.000')).toBe(true);
    expect(figures.reduce((sum, figure) => sum + Number(figure.slice(2)), 0)).toBe(1000);
    const priors: Record<string, number> = JSON.parse(text);
    expect(Object.keys(priors)).toEqual(readMatrix(readCsv(lrMatrixCsv(record, tier))).buckets);
    for (const [i, { members }] of bucketsOf(record.framework, tier).entries()) {
      const exact = members.reduce((sum, leaf) => sum + (priorsOf(record.framework)[leaf] ?? 0), 0);
      expect(Math.abs((Object.values(priors)[i] ?? 0) - exact)).toBeLessThan(0.002);
    }
  });

  test('the summary is what a reader of the format takes, whole', () => {
    const read = readSummary(caseSummary(record, 12));
    expect(read).toMatchObject({ caseId: 12, diagnosis: record.primaryDiagnosis, presentation: record.presentation });
    expect(read.personality).toBe(record.patientPersonality);
    const texts = record.findings.map((finding) => {
      if (finding.category === 'history') return `${finding.question}|${finding.expectedAnswer}`;
      if (finding.category === 'physical_exam') return `${finding.examination}: ${finding.findings}`;
      return `${finding.test}: ${finding.rationale} Result: ${finding.result}`;
    });
    const said = [...read.history.map(({ question, answer }) => `${question}|${answer}`), ...read.exams, ...read.workup];
    expect(said.toSorted()).toEqual(texts.toSorted());
    expect(readSummary(caseSummary(record, null)).caseId).toBeNull();
  });

  test('the output files hold every finding, bucket and ratio', () => {
    const files = outputFiles(record, 12);
    expect(Object.keys(files.case_details_json)).toEqual([
      ...['case_id', 'title', 'description', 'primary_diagnosis', 'presentation', 'patient_personality'],
      ...['history_questions', 'physical_exam_findings', 'diagnostic_workup'],
    ]);
    for (const tier of tierLevels) {
      const buckets = bucketsOf(record.framework, tier);
      const priors = Object.values(files.a_priori_probabilities_json[`tier_${tier}`]?.probabilities ?? {});
      expect(priors.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      const rows = Object.values(files.feature_likelihood_ratios_by_tier_json[`tier_${tier}`] ?? {}).flatMap(Object.values);
      expect(rows).toHaveLength(record.findings.length);
      for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(buckets.map(({ name }) => name).toSorted());
    }
    const leaf = record.framework.leaves[0]?.name ?? '';
    for (const row of Object.values(files.feature_likelihood_ratios_json).flatMap((rows) => Object.values(rows)))
      expect(row[leaf]).toBeGreaterThan(0);
  });
});

describe('largest remainder', () => {
  test('adds up to 1000 from any shares, each at least 1, none off by more than the lifting of small ones costs', () => {
    const shares = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(shares, (given) => {
        const total = given.reduce((a, b) => a + b, 0);
        fc.pre(total > 1e-6);
        const units = thousandths(given);
        expect(units.reduce((a, b) => a + b, 0)).toBe(1000);
        expect(Math.min(...units)).toBeGreaterThanOrEqual(1);
        const small = given.filter((share) => (share / total) * 1000 < 1).length;
        for (const [i, unit] of units.entries()) {
          const exact = ((given[i] ?? 0) / total) * 1000;
          expect(Math.abs(unit - exact)).toBeLessThan(1 + small);
        }
      }),
    );
  });
  test.each([
    [
      [1 / 3, 1 / 3, 1 / 3],
      [334, 333, 333],
    ],
    [
      [0.0004, 0.9996],
      [1, 999],
    ],
    [
      [0, 1],
      [1, 999],
    ],
    [
      [0.9985, 0.0005, 0.0005, 0.0005],
      [997, 1, 1, 1],
    ],
  ])('%j becomes %j', (given, wanted) => {
    expect(thousandths(given)).toEqual(wanted);
  });
});

describe('a summary of odd texts', () => {
  test('keeps one line for each item, and the blank lines of the format where a list is empty', () => {
    const record = { ...caseRecord(), presentation: 'One.\r\nTwo.', findings: caseRecord().findings.slice(0, 1) };
    const [first] = record.findings;
    if (first?.category === 'history') first.expectedAnswer = 'Yes.\nNo.\n\nDIAGNOSTIC WORKUP:';
    const read = readSummary(caseSummary(record, null));
    expect(read.presentation).toBe('One.\nTwo.');
    expect(read.history[0]?.answer).toBe('Yes. No. DIAGNOSTIC WORKUP:');
    expect([read.exams, read.workup]).toEqual([[], []]);
    expect(readSummary(caseSummary({ ...record, findings: [] }, 1)).history).toEqual([]);
  });
});
