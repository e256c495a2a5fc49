import type { CaseRecord } from '../case.ts';
import { covers } from '../fields.ts';
import type { By } from './author-cell.ts';
import { addBucket, moveBucket, removeBucket, renameBucket, setPrimary } from './edit-buckets.ts';
import { addFinding, clearLikelihoods, moveFinding, removeFinding, setFinding } from './edit-findings.ts';
import { fitRow, setPrior, setPriors, setProbability, setRatio } from './edit-numbers.ts';
import { mergeBuckets, splitBucket } from './merge-and-split.ts';
import type { Operation } from './operations.ts';
import { refuse, under } from './refusal.ts';

/** What operations work on: the record, and the fields that regeneration leaves alone. */
export type Edited = { readonly record: CaseRecord; readonly locks: readonly string[] };

/**
 * Operations in their order, all or none: the first that cannot be done refuses them all. `path` is where the list came in,
 * so that the refusal names the operation.
 */
export function applyOperations(start: Edited, operations: readonly Operation[], by: By, path = 'operations'): Edited {
  return operations.reduce((edited, operation, i) => under(`${path}.${i}`, () => applyOne(edited, operation, by)), start);
}

const mostLocks = 500;

function applyOne({ record, locks }: Edited, operation: Operation, by: By): Edited {
  if (operation.op === 'unlock') {
    const opened = new Set(operation.fields);
    return { record, locks: locks.filter((lock) => !opened.has(lock)) };
  }
  if (operation.op === 'lock') {
    const all = [...new Set([...locks, ...operation.fields])].toSorted();
    if (all.length > mostLocks)
      throw refuse('fields', `a draft has ${mostLocks} locks at most; the name of a whole covers its parts`);
    return { record, locks: all };
  }
  if (operation.op !== 'remove-finding') return { record: changed(record, operation, by), locks };
  // Locks of what is gone would hold on to something new under its id.
  const { finding_id: id } = operation;
  const left = locks.filter((lock) => !covers(`findings.${id}`, lock) && !covers(`likelihoods.${id}`, lock));
  return { record: changed(record, operation, by), locks: left };
}

type RecordOperation = Exclude<Operation, { op: 'lock' | 'unlock' }>;

function changed(record: CaseRecord, operation: RecordOperation, by: By): CaseRecord {
  switch (operation.op) {
    case 'set-finding':
      return setFinding(record, operation);
    case 'add-finding':
      return addFinding(record, operation);
    case 'remove-finding':
      return removeFinding(record, operation);
    case 'move-finding':
      return moveFinding(record, operation);
    case 'clear-likelihoods':
      return clearLikelihoods(record, operation);
    case 'rename-bucket':
      return renameBucket(record, operation);
    case 'merge-buckets':
      return mergeBuckets(record, operation, by);
    case 'split-bucket':
      return splitBucket(record, operation, by);
    case 'add-bucket':
      return addBucket(record, operation, by);
    case 'remove-bucket':
      return removeBucket(record, operation, by);
    case 'move-bucket':
      return moveBucket(record, operation);
    case 'set-primary':
      return setPrimary(record, operation);
    case 'set-prior':
      return setPrior(record, operation, by);
    case 'set-priors':
      return setPriors(record, operation, by);
    case 'set-probability':
      return setProbability(record, operation, by);
    case 'set-ratio':
      return setRatio(record, operation, by);
    case 'fit-ratios':
      return fitRow(record, operation, by);
  }
}
