import type { CaseRecord } from '../cases/case.ts';
import type { Operation } from '../cases/edits/operations.ts';

/** Something about a case that its author should look at. Blocking ones need a written reason before the case is final. */
export type Problem = {
  readonly id: string;
  readonly severity: 'blocking' | 'warning';
  /** A sentence that a clinician can act on. */
  readonly sentence: string;
  /** Where it is, as JSON pointers into the reply. */
  readonly fields: readonly string[];
  /** What takes the problem away, where that is one exact thing: operations of one edit, to be done when the author says so. */
  readonly repair?: Repair;
};

export type Repair = {
  /** What it does, as the words of a button. */
  readonly label: string;
  readonly operations: readonly Operation[];
};

export type Audit = (record: CaseRecord) => readonly Problem[];
