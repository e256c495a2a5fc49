import type { CaseRecord } from '../../../cases/case.ts';
import type { Library } from '../../library/library.ts';
import type { Order } from '../prompts.ts';
import type { Complete } from '../question.ts';
import type { AuditCase } from './check.ts';

/** What every question about a section works with. */
export type SectionDesk = {
  readonly record: CaseRecord;
  readonly order: Order;
  readonly complete: Complete;
  readonly model: string;
  readonly temperature: number;
  readonly audit: AuditCase;
  readonly library: () => Promise<Library>;
  readonly signal: AbortSignal;
};
