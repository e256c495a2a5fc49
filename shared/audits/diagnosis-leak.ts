import { nameFinder } from '../reasoning/name-finder.ts';
import type { Audit } from './audit.ts';
import { learnerTexts } from './learner-text.ts';

/** The diagnosis, another name of it, or a tier-3 bucket in anything a learner sees gives the case away. */
export const diagnosisLeak: Audit = (record) => {
  const { primaryDiagnosis, primaryAliases, framework } = record;
  const names = [primaryDiagnosis, ...primaryAliases.names, ...framework.leaves.map(({ name }) => name)];
  const find = nameFinder([...new Set(names)], primaryAliases.abbreviations);
  return learnerTexts(record).flatMap(({ field, text }) =>
    find(text).map((term) => ({
      id: 'diagnosis-leak',
      severity: 'blocking' as const,
      sentence: `“${term}” can be read by the learner and gives the case away; say it in other words.`,
      fields: [field],
    })),
  );
};
