import { spokenLines, viewFor } from '../cases/audience.ts';
import type { CaseRecord } from '../cases/case.ts';
import { toSnake } from '../cases/key-case.ts';

/** One text that a learner may come to read or hear, and where it stands in the reply. */
export type LearnerText = { readonly field: string; readonly text: string };

/** Everything that a learner sees, and every line that the patient-actor speaks: whatever the lists of the audiences allow. */
export function learnerTexts(record: CaseRecord): LearnerText[] {
  const texts = [viewFor('learner', record), spokenLines(record)].flatMap((view) => textsIn(view, '/case_details'));
  return [...new Map(texts.map((text) => [text.field, text])).values()];
}

/** `sex` is one of two words, and no text. */
function textsIn(value: unknown, field: string): LearnerText[] {
  if (typeof value === 'string') return field.endsWith('/sex') ? [] : [{ field, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${field}/${toSnake(name)}`));
}
