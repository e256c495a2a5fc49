import type { CaseRecord } from '../cases/case.ts';

/** Something about a case that its author should look at. Blocking ones need a written reason before the case is final. */
export type Problem = {
  readonly id: string;
  readonly severity: 'blocking' | 'warning';
  /** A sentence that a clinician can act on. */
  readonly sentence: string;
  /** Where it is, as JSON pointers into the reply. */
  readonly fields: readonly string[];
};

export type Audit = (record: CaseRecord) => readonly Problem[];
