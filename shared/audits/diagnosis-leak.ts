import { nameFinder } from '../reasoning/name-finder.ts';
import type { Audit } from './audit.ts';
import { learnerTexts } from './learner-text.ts';

/** The diagnosis, another name of it, or a tier-3 bucket in anything a learner sees gives the case away. */
export const diagnosisLeak: Audit = (record) => {
  const { primaryDiagnosis, primaryAliases, framework } = record;
  const texts = learnerTexts(record).map(({ field, text }) => ({ field, text: plainType(text) }));
  const names = [primaryDiagnosis, ...primaryAliases.names, ...framework.leaves.map(({ name }) => name)].flatMap((name) => [
    plainType(name),
    american(plainType(name)),
  ]);
  const occur = occursIn(texts.map(({ text }) => text).join('\n'));
  const find = nameFinder([...new Set(names)].filter(occur), primaryAliases.abbreviations.map(plainType).filter(occur));
  return texts.flatMap(({ field, text }) =>
    find(text).map((term) => ({
      id: 'diagnosis-leak',
      severity: 'blocking' as const,
      sentence: `“${term}” can be read by the learner and gives the case away; say it in other words.`,
      fields: [field],
    })),
  );
};

/** The library writes British English, its readers both. */
const american = (name: string): string =>
  name
    .replace(/ae(?=m|s|d)|(?<=h)ae/gi, 'e')
    .replace(/oe(?=d|s|l)/gi, 'e')
    .replace(/our\b/gi, 'or');

/** Typographic hyphens and apostrophes as the keyboard has them; what is not seen when printed is left out. */
const plainType = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u00ad\u200b-\u200d\u2060]/g, '');

/**
 * Whether the words of a name occur at all, by plain search: most names do not, and need no pattern, whose compiling
 * takes most of the time of this audit.
 */
function occursIn(all: string): (name: string) => boolean {
  const lower = all.toLowerCase();
  return (name) =>
    name
      .toLowerCase()
      .split(/[\s-]+/)
      .every((word) => lower.includes(word));
}
