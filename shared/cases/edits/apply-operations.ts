import { AppError } from '../../errors.ts';
import type { CaseRecord } from '../case.ts';
import type { By } from './author-cell.ts';
import { addBucket, mergeBuckets, moveBucket, removeBucket, renameBucket, setPrimary, splitBucket } from './edit-buckets.ts';
import { addFinding, clearLikelihoods, moveFinding, removeFinding, setFinding } from './edit-findings.ts';
import { fitRow, setPrior, setPriors, setProbability, setRatio } from './edit-numbers.ts';
import type { Operation } from './operations.ts';

/** What operations work on: the record, and the fields that regeneration leaves alone. */
export type Edited = { readonly record: CaseRecord; readonly locks: readonly string[] };

/**
 * Operations in their order, all or none: the first that cannot be done refuses them all. `path` is where the list came in,
 * so that the refusal names the operation.
 */
export function applyOperations(start: Edited, operations: readonly Operation[], by: By, path = 'operations'): Edited {
  return operations.reduce((edited, operation, i) => {
    try {
      return applyOne(edited, operation, by);
    } catch (error) {
      throw error instanceof AppError ? at(`${path}.${i}`, error) : error;
    }
  }, start);
}

const at = (path: string, { kind, message, errors, extensions }: AppError): AppError =>
  new AppError(kind, `${path}.${message}`, {
    errors: errors.map((error) => ({ path: `${path}.${error.path}`, message: error.message })),
    extensions,
  });

function applyOne({ record, locks }: Edited, operation: Operation, by: By): Edited {
  if (operation.op === 'lock') return { record, locks: [...new Set([...locks, ...operation.fields])].toSorted() };
  if (operation.op === 'unlock') return { record, locks: locks.filter((lock) => !operation.fields.includes(lock)) };
  return { record: changed(record, operation, by), locks };
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
