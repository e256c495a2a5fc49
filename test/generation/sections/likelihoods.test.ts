import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '../../../shared/cases/case.ts';
import { applyOperations } from '../../../shared/cases/edits/apply-operations.ts';
import { withCitations } from '../../../shared/cases/keeping-locks.ts';
import { likelihoodsAnew } from '../../../shared/generation/library/likelihoods-anew.ts';
import { incoherent } from './flaws.ts';
import { anew, by, chosen, edited, library, written } from './sweep.ts';

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
