import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseRecord } from '../../../shared/cases/case.ts';
import { rowOf } from '../../../shared/cases/derive.ts';
import { editCase } from '../../../shared/cases/edit-case.ts';
import { applyOperations, type Edited } from '../../../shared/cases/edits/apply-operations.ts';
import type { ListsPatch } from '../../../shared/cases/edits/lists.ts';
import type { Operation } from '../../../shared/cases/edits/operations.ts';
import { fieldsOf, recordFrom, withLocked } from '../../../shared/cases/fields.ts';
import { bucketsOf, priorsOf, tierLevels } from '../../../shared/cases/framework.ts';
import { requireWhole } from '../../../shared/cases/require-whole.ts';
import { undoEdit } from '../../../shared/cases/undo-edit.ts';
import { AppError } from '../../../shared/errors.ts';
import { bucketPrior } from '../../../shared/reasoning/bayes.ts';
import { identityTotals } from '../../../shared/reasoning/coherence.ts';
import { requirePresent } from '../../../shared/require-present.ts';
import { createMemorySessions } from '../../../shared/sessions/memory-sessions.ts';
import { keepDraft } from '../../helpers/draft.ts';
import { caseRecord } from '../../helpers/record.ts';

const by = { who: 'educator', at: '2026-01-01T00:00:00.000Z' };
const start: Edited = { record: caseRecord(), locks: [] };

/** Numbers that pick something of the record as it is by then: a sequence stays meaningful whatever came before. */
const step = fc.record({
  kind: fc.nat(15),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
  ratio: fc.double({ min: 0.02, max: 60, noNaN: true }),
  share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function operationOf({ record }: Edited, { kind, a, b, ratio, share }: Step): Operation {
  const { framework, findings } = record;
  const all = [...framework.tier1, ...framework.tier2, ...framework.leaves];
  const pick = <T>(items: readonly T[], n: number): T => items[n % items.length] as T;
  const [bucket, leaf] = [pick(all, a), pick(framework.leaves, a)];
  const finding_id = pick(findings, b).id;
  const tier = pick([1, 2, 3] as const, b);
  const name = `Bucket ${a} ${b} ${ratio}`;
  switch (kind) {
    case 0:
      return { op: 'set-prior', bucket_id: bucket.id, prior: share };
    case 1:
      return { op: 'set-ratio', finding_id, bucket_id: bucket.id, likelihood_ratio: ratio };
    case 2:
      return { op: 'set-probability', finding_id, bucket_id: leaf.id, probability: share };
    case 3:
      return { op: 'rename-bucket', bucket_id: bucket.id, name };
    case 4:
      return { op: 'merge-buckets', bucket_ids: [pick(framework.leaves, a).id, pick(framework.leaves, b + 1).id] };
    case 5:
      return {
        op: 'split-bucket',
        bucket_id: leaf.id,
        into: [
          { name: `${name} one`, share },
          { name: `${name} two`, share: 1 - share },
        ],
      };
    case 6:
      return {
        op: 'add-bucket',
        tier_level: tier,
        parent_id: tier === 1 ? null : pick(tier === 2 ? framework.tier1 : framework.tier2, a).id,
        name,
        prior: share / 4,
      };
    case 7:
      return { op: 'remove-bucket', bucket_id: bucket.id };
    case 8:
      return { op: 'move-bucket', bucket_id: leaf.id, parent_id: pick(framework.tier2, b).id };
    case 9:
      return { op: 'move-bucket', bucket_id: pick(framework.tier2, a).id, parent_id: pick(framework.tier1, b).id };
    case 10:
      return { op: 'move-bucket', bucket_id: leaf.id, before: pick(framework.leaves, b).id };
    case 11:
      return {
        op: 'fit-ratios',
        finding_id,
        ratios: framework.tier1.map(({ id }, i) => ({ bucket_id: id, likelihood_ratio: Math.max(0.05, ratio / (i + 1)) })),
      };
    case 12:
      return { op: 'add-finding', category: 'history', finding: name, present: a % 2 === 0, question: 'Is it so?' };
    case 13:
      return { op: 'remove-finding', finding_id };
    case 14:
      return { op: 'merge-buckets', bucket_ids: [pick(framework.tier2, a).id, pick(framework.tier2, b + 1).id] };
    default:
      return { op: 'set-primary', bucket_id: leaf.id };
  }
}

/** Applies what can be applied; what is refused must be refused in words, and leave no trace. */
function run(steps: readonly Step[]): { states: Edited[]; refused: number } {
  const states = [start];
  let refused = 0;
  for (const one of steps) {
    const present = states.at(-1) ?? start;
    if (present.record.findings.length < 2) continue;
    const bytes = JSON.stringify(present);
    try {
      states.push(applyOperations(present, [operationOf(present, one)], by));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error.kind).toBe('invalid-request');
      expect(error.errors[0]?.path).toMatch(/^operations\.0/);
      refused += 1;
    }
    expect(JSON.stringify(present)).toBe(bytes);
  }
  return { states, refused };
}

function expectCoherent({ record }: Edited): void {
  CaseRecord.parse(record);
  requireWhole(record);
  const priors = priorsOf(record.framework);
  for (const tier of tierLevels) {
    const buckets = bucketsOf(record.framework, tier).map(({ members }) => members);
    expect(buckets.flat().toSorted((a, b) => a - b)).toEqual(priors.map((_, i) => i));
    for (const members of buckets) expect(members.length).toBeGreaterThan(0);
    expect(Math.abs(buckets.reduce((sum, members) => sum + bucketPrior(priors, members), 0) - 1)).toBeLessThan(1e-9);
    for (const { id } of record.findings) {
      const { positive, negative } = identityTotals(priors, rowOf(record, id), buckets);
      expect(Math.abs(positive - 1)).toBeLessThan(1e-9);
      expect(Math.abs(negative - 1)).toBeLessThan(1e-9);
    }
  }
  expect(record.framework.leaves.some(({ id }) => id === record.framework.primaryLeafId)).toBe(true);
}

describe('any sequence of edits', () => {
  test('keeps priors at 1 in all tiers, the identity of every row, and no orphan', () => {
    let applied = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const { states } = run(steps);
        applied += states.length - 1;
        expectCoherent(states.at(-1) ?? start);
      }),
      { numRuns: 100 },
    );
    expect(applied).toBeGreaterThan(400);
  });

  test('is undone to the first bytes, one by one, and made again to the last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const sessions = createMemorySessions();
        await keepDraft(sessions, 's', start.record);
        let made = 0;
        const deps = {
          sessions,
          now: () => new Date(by.at),
          newId: () => `edit-${++made}`,
          aliasesOf: async (name: string) => ({ names: [name], abbreviations: [] }),
        };
        const present = async () => requirePresent(await sessions.find('s'));
        const bytes = async () => JSON.stringify((await present()).record);
        const order = { sessionId: 's', lists: {} as ListsPatch, ifMatch: undefined, baseVersion: undefined, editId: undefined };
        for (const one of steps)
          await editCase({ ...order, operations: [operationOf(await present(), one)], by: by.who }, deps).catch((error) => {
            if (!(error instanceof AppError)) throw error;
          });
        const last = await bytes();
        const edits = (await present()).past.length;
        const go = (direction: 'undo' | 'redo') => undoEdit({ sessionId: 's', direction, ifMatch: undefined, by: by.who }, deps);
        for (let i = 0; i < edits; i++) await go('undo');
        expect(await bytes()).toBe(JSON.stringify(start.record));
        await expect(go('undo')).rejects.toThrow('nothing to undo');
        for (let i = 0; i < edits; i++) await go('redo');
        expect(await bytes()).toBe(last);
      }),
      { numRuns: 25 },
    );
  });

  test('fields are the whole record: taken apart and put together it is the same bytes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const { record } = run(steps).states.at(-1) ?? start;
        expect(JSON.stringify(recordFrom(fieldsOf(record)))).toBe(JSON.stringify(record));
      }),
      { numRuns: 40 },
    );
  });

  test('locked fields come out of any other record as they went in', () => {
    const other = caseRecord(2);
    const keys = [...fieldsOf(start.record).keys()].filter(
      (key) => !/^(finding_order|bucket_order|buckets|priors|primary_leaf_id)/.test(key),
    );
    fc.assert(
      fc.property(fc.subarray(keys, { minLength: 1, maxLength: 30 }), (locks) => {
        const kept = fieldsOf(withLocked(start.record, other, locks));
        for (const lock of locks) expect(JSON.stringify(kept.get(lock))).toBe(JSON.stringify(fieldsOf(start.record).get(lock)));
      }),
      { numRuns: 60 },
    );
  });
});
