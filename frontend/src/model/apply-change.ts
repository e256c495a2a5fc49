import type { CaseRecord } from '../../../shared/cases/case.ts';
import { applyLists } from '../../../shared/cases/edits/apply-lists.ts';
import { applyOperations } from '../../../shared/cases/edits/apply-operations.ts';
import type { PendingChange } from './device.ts';

export type Content = { readonly record: CaseRecord; readonly locks: readonly string[] };

/**
 * What a change makes of a draft, by the very code that the server runs: the screen shows the result at once, and a
 * number that cannot be is refused before it is sent. Throws AppError.
 */
export function applyChange({ record, locks }: Content, { lists, operations = [], at }: PendingChange, who: string): Content {
  const by = { who, at };
  const listed = lists ? applyLists(record, lists, undefined, by).record : record;
  return applyOperations({ record: listed, locks }, operations, by);
}

/** Changes in their order; those that do not fit any more are named, and left out. */
export function applyAll(start: Content, changes: readonly PendingChange[], who: string) {
  const left: PendingChange[] = [];
  let content = start;
  for (const change of changes) {
    try {
      content = applyChange(content, change, who);
    } catch {
      left.push(change);
    }
  }
  return { content, left };
}
