import { AppError } from '../errors.ts';
import { type ViewFor, viewFor } from './audience.ts';
import type { CaseRecord } from './case.ts';
import { answerOf, type Finding, type FindingCategory } from './finding.ts';
import { type BucketView, bucketsOf, type TierLevel } from './framework.ts';

/**
 * A case as somebody meets it who has to solve it: the door, a menu of what can be asked, and one answer at a time.
 */

/** Tiers on which learners say what they believe; the third holds the diagnosis by name. */
export const practiceTiers = [1, 2] as const;
export type PracticeTier = (typeof practiceTiers)[number];

export type Question = { readonly id: string; readonly category: FindingCategory; readonly ask: string };
export type Option = Pick<BucketView, 'id' | 'name' | 'parentId'>;

export type Door = Pick<ViewFor<'learner'>, 'title' | 'doorChart' | 'presentation'> & {
  readonly menu: readonly Question[];
  /** Tiers that leave something to choose. No priors: a learner starts from a belief of their own. */
  readonly tiers: readonly { readonly tier: TierLevel; readonly options: readonly Option[] }[];
};

export function openDoor(caseId: number, record: CaseRecord): Door {
  const { title, doorChart, presentation } = viewFor('learner', record);
  return {
    title,
    doorChart,
    presentation,
    menu: shuffledMenu(caseId, record.findings),
    tiers: practiceTiers
      .map((tier) => ({ tier, options: practiceBuckets(record, tier) }))
      .filter(({ options }) => options.length > 1),
  };
}

/** The answer to one question, and nothing that stands beside it. */
export function answerTo(record: CaseRecord, findingId: string): Question & { readonly answer: string } {
  const finding = findingOf(record, findingId, 'ask');
  return { ...questionOf(finding), answer: answerOf(finding) };
}

/** The finding that a learner names; 422 where the case has none of that id. */
export function findingOf({ findings }: CaseRecord, id: string, field: 'ask' | 'asked'): Finding {
  const finding = findings.find((one) => one.id === id);
  if (finding) return finding;
  const message = 'names nothing that can be asked in this case';
  throw new AppError('invalid-request', `${field}: “${id}” ${message}.`, { errors: [{ path: field, message }] });
}

/** The buckets of a tier that hold a diagnosis, by name: the order of the tree may put the right one first. */
export const practiceBuckets = ({ framework }: CaseRecord, tier: PracticeTier): BucketView[] =>
  bucketsOf(framework, tier)
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => restRank(a) - restRank(b) || a.name.localeCompare(b.name, 'en'));

/** “Other cardiovascular” after what is named, and what no bucket names at the very end. */
const restRank = ({ name }: BucketView): number => (/^(not named|none of)/i.test(name) ? 2 : /^other/i.test(name) ? 1 : 0);

export function questionOf(finding: Finding): Question {
  const { id, category } = finding;
  switch (finding.category) {
    case 'history':
      return { id, category, ask: finding.question };
    case 'physical_exam':
      return { id, category, ask: finding.examination };
    case 'diagnostic_workup':
      return { id, category, ask: finding.test };
  }
}

/** In an order that is the same on every visit and has nothing to do with the case's own. */
function shuffledMenu(caseId: number, findings: readonly Finding[]): Question[] {
  const place = ({ id }: Finding): number => hash(`${caseId} ${id}`);
  return findings.toSorted((a, b) => place(a) - place(b) || a.id.localeCompare(b.id)).map(questionOf);
}

/** FNV-1a over UTF-16 units, then mixed: ids that differ in one digit must not stay neighbours. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
