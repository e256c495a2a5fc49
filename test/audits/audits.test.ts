import { describe, expect, test } from 'vitest';
import { auditCase } from '../../shared/audits/audit-case.ts';
import type { CaseRecord } from '../../shared/cases/case.ts';
import { loadLibrary } from '../../shared/generation/library/data.ts';
import { writeCase } from '../../shared/generation/library/write-case.ts';

const clean = writeCase(loadLibrary(), {
  description: 'A man of 50 with headache',
  primaryDiagnosis: 'subarachnoid haemorrhage',
  seed: 2,
  difficulty: 'typical',
});
const ids = (record: CaseRecord) => auditCase(record).map(({ id }) => id);
const withFinding = (change: (finding: CaseRecord['findings'][number]) => CaseRecord['findings'][number]): CaseRecord => ({
  ...clean,
  findings: clean.findings.map(change),
});

describe('audits', () => {
  test('have nothing to say of a clean case', () => {
    expect(auditCase(clean).filter(({ severity }) => severity === 'blocking')).toEqual([]);
  });

  test('see priors that do not sum to 1', () => {
    const leaves = clean.framework.leaves.map((leaf, i) => (i === 0 ? { ...leaf, prior: leaf.prior + 0.01 } : leaf));
    expect(ids({ ...clean, framework: { ...clean.framework, leaves } })).toEqual(['priors-sum']);
  });

  test('see a primary leaf that is none', () => {
    expect(ids({ ...clean, framework: { ...clean.framework, primaryLeafId: 'nobody' } })).toEqual(['unknown-primary-leaf']);
  });

  test('see a test without a result, and where', () => {
    const record = withFinding((finding) =>
      finding.id === 't2' && finding.category === 'diagnostic_workup' ? { ...finding, result: ' ' } : finding,
    );
    expect(auditCase(record)[0]).toMatchObject({
      id: 'test-without-result',
      fields: ['/case_details/diagnostic_workup/1/result'],
    });
  });

  test('see the primary diagnosis beaten by another', () => {
    const other = clean.framework.leaves.find(({ id }) => id !== clean.framework.primaryLeafId);
    expect(ids({ ...clean, framework: { ...clean.framework, primaryLeafId: other?.id ?? '' } })).toContain('primary-not-on-top');
  });

  test.each([
    ['its name', 'It could be a subarachnoid haemorrhage.'],
    ['another spelling of it', 'Is it a subarachnoid hemorrhage?'],
    ['its abbreviation', 'The note says ?SAH.'],
    ['another tier-3 bucket', 'I get migraine, you know.'],
  ])('see %s in what the patient says', (_, answer) => {
    const record = withFinding((finding) =>
      finding.id === 'h1' && finding.category === 'history' ? { ...finding, expectedAnswer: answer } : finding,
    );
    expect(auditCase(record)[0]).toMatchObject({
      id: 'diagnosis-leak',
      fields: ['/case_details/history_questions/0/expected_answer'],
    });
  });

  test('do not see an abbreviation inside a word, or in lower case', () => {
    const record = withFinding((finding) =>
      finding.id === 'h1' && finding.category === 'history'
        ? { ...finding, expectedAnswer: 'The SAHara was hot, sah.' }
        : finding,
    );
    expect(ids(record)).not.toContain('diagnosis-leak');
  });

  test('ask for a state that nobody has given', () => {
    expect(ids(withFinding((finding) => (finding.id === 'e1' ? { ...finding, present: null } : finding)))).toContain(
      'state-unknown',
    );
  });
});
