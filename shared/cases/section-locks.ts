import { AppError } from '../errors.ts';
import type { DraftContent } from './draft.ts';
import { covers } from './fields.ts';
import { categoryOf, type Section } from './sections.ts';

/** Locks under which no list of findings can be written anew: each finding that comes or goes would change what they hold. */
const ofAllFindings = ['findings', 'likelihoods', 'finding_order'];

/**
 * The findings of a section that locks hold in place, in part or whole: they stay as they are among the new ones. Refuses
 * where locks leave nothing to write.
 */
export function keptFindings({ record, locks }: Pick<DraftContent, 'record' | 'locks'>, section: Section): string[] {
  const category = categoryOf(section);
  const held = locks.filter((lock) => (category ? ofAllFindings.includes(lock) : covers(lock, section)));
  if (held.length > 0) throw locked(section, held);
  if (!category) return [];
  const ids = record.findings.filter((finding) => finding.category === category).map(({ id }) => id);
  const holding = (id: string): string[] =>
    locks.filter((lock) => covers(`findings.${id}`, lock) || covers(`likelihoods.${id}`, lock));
  const kept = ids.filter((id) => holding(id).length > 0);
  if (ids.length > 0 && kept.length === ids.length) throw locked(section, [...new Set(kept.flatMap(holding))]);
  return kept;
}

function locked(section: Section, locks: readonly string[]): AppError {
  const list = locks.slice(0, 10).join(', ');
  return new AppError('conflict', `The section ${section} is locked (${list}). Unlock it to have it written anew.`, {
    errors: [{ path: 'section', message: `is locked by ${list}` }],
    extensions: { locks },
  });
}
