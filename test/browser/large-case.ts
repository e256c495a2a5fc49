import type { CaseRecord } from '../../shared/cases/case.ts';
import { applyOperations } from '../../shared/cases/edits/apply-operations.ts';
import type { Operation } from '../../shared/cases/edits/operations.ts';
import { toWire } from '../../shared/cases/wire.ts';
import { caseRecord } from '../helpers/record.ts';

export const [manyFindings, manyLeaves] = [30, 12];

/** A case of 30 findings × 12 leaves, as the API shows it. */
export function largeCase(): object {
  let record: CaseRecord = caseRecord(5);
  const by = { who: 'educator', at: '2026-01-01T00:00:00.000Z' };
  const run = (operations: readonly Operation[]) => {
    record = applyOperations({ record, locks: [] }, operations, by).record;
  };
  while (record.framework.leaves.length > manyLeaves)
    run([
      {
        op: 'remove-bucket',
        bucket_id: record.framework.leaves.find(({ id }) => id !== record.framework.primaryLeafId)?.id ?? '',
      },
    ]);
  while (record.framework.leaves.length < manyLeaves) {
    const heaviest = record.framework.leaves.toSorted((a, b) => b.prior - a.prior)[0];
    const name = `${record.framework.leaves.length}th part of ${heaviest?.name}`;
    run([{ op: 'split-bucket', bucket_id: heaviest?.id ?? '', into: [{ name: heaviest?.name ?? '' }, { name }] }]);
  }
  for (let i = record.findings.length; i < manyFindings; i++) {
    run([
      { op: 'add-finding', category: 'physical_exam', finding: `further sign number ${i}`, findings: 'Seen.', present: true },
    ]);
    const id = record.findings.at(-1)?.id ?? '';
    run(
      record.framework.leaves.map((leaf, j) => ({
        op: 'set-probability',
        finding_id: id,
        bucket_id: leaf.id,
        probability: 0.2 + ((i * 7 + j * 3) % 10) / 20,
      })),
    );
  }
  return toWire(record);
}
